import type { Session } from '@app/contracts';
import { callsInWords, when, type AttentionItem, type Listed } from './attention-item.js';

/** Why a call is not recorded as policy wants it. */
type Lack = 'failed' | 'partly' | 'notBegun' | 'stopped' | 'paused';
type Told = Pick<AttentionItem, 'tone' | 'so'> & {
  /** After how many calls it is. */
  what: string;
  status: Session['recordingStatus'];
};

/** The worst first. */
const LACKS: Record<Lack, Told> = {
  failed: { tone: 'bad', what: 'up, whose recording failed', so: 'Teams shows it.', status: 'failed' },
  partly: {
    tone: 'bad',
    what: 'up, shown as recorded, but not wholly kept',
    so: 'Somebody in it has no seat in any call of ours, or Teams has yet to be told that keeping has ended.',
    status: 'recording',
  },
  notBegun: {
    tone: 'bad',
    what: 'up, whose recording has not begun',
    so: 'The page of each tells how far it came.',
    status: 'notRecording',
  },
  stopped: {
    tone: 'warn',
    what: 'up, whose recording somebody has stopped',
    so: 'Teams shows it.',
    status: 'notRecording',
  },
  paused: {
    tone: 'warn',
    what: 'up, whose recording is paused',
    so: 'It goes on by itself, at the latest when the page of each says.',
    status: 'notRecording',
  },
};

const ALL = '/sessions?unrecorded=true';

/** Calls that policy wants recorded and that are not, by why. */
export function unrecordedItems({ items, nextCursor }: Listed<Session>): AttentionItem[] {
  const hasMore = nextCursor !== null;
  const lacks = items.map(lackOf);
  const byLack = (Object.keys(LACKS) as Lack[]).flatMap((lack) => {
    const count = lacks.filter((each) => each === lack).length;
    const { tone, what, so, status } = LACKS[lack];
    return when(count > 0, {
      ...{ key: lack, tone, what: `${callsInWords(count, hasMore)} ${what}`, so },
      where: [`${ALL}&recordingStatus=${status}`, 'Such calls'],
    });
  });
  const many = when(hasMore, {
    key: 'many',
    tone: 'bad',
    what: `More than ${callsInWords(items.length)} up, not recorded as policy wants it`,
    so: 'By why, the newest of them only are counted below.',
    where: [ALL, 'All of them'],
  });
  return [...many, ...byLack];
}

function lackOf({ recordingStatus, standingOrder }: Session): Lack {
  switch (recordingStatus) {
    case 'failed':
      return 'failed';
    case 'recording':
      return 'partly';
    case 'notRecording':
      return standingOrder === 'paused' || standingOrder === 'stopped' ? standingOrder : 'notBegun';
  }
}
