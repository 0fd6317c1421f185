import type { Session } from '@app/contracts';
import { callsInWords, type AttentionItem, type Listed } from './attention-item.js';

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
    so: 'Policy wants it; the page of each tells how far it came.',
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

/** To be answered, established and reported to Teams takes a moment. */
const SET_UP_MS = 30_000;

/** Calls that policy wants recorded and that are not as of `at`, by why; those that have come in just now are left out. */
export function unrecordedItems({ items, nextCursor }: Listed<Session>, at: Date): AttentionItem[] {
  const lacks = items.map((call) => lackOf(call, at));
  return (Object.keys(LACKS) as Lack[]).flatMap((lack) => {
    const count = lacks.filter((each) => each === lack).length;
    if (count === 0) return [];
    const { tone, what, so, status } = LACKS[lack];
    const path = `/sessions?unrecorded=true&recordingStatus=${status}`;
    return [
      { key: lack, tone, what: `${callsInWords(count, nextCursor !== null)} ${what}`, so, where: [path, 'Such calls'] },
    ];
  });
}

function lackOf({ recordingStatus, standingOrder, receivedAt }: Session, at: Date): Lack | null {
  switch (standingOrder) {
    case 'paused':
    case 'stopped':
      return recordingStatus === 'failed' ? 'failed' : standingOrder;
    case 'hungUp':
      return null;
    case null:
  }
  switch (recordingStatus) {
    case 'failed':
      return 'failed';
    case 'recording':
      return 'partly';
    case 'notRecording':
      return at.getTime() - new Date(receivedAt).getTime() > SET_UP_MS ? 'notBegun' : null;
  }
}
