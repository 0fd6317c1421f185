import { expect, it } from 'vitest';
import type { RosterEntry } from '@app/graph-comms';
import { presenceNews, type Shown } from './recorder-presence.js';

const entry = (participantId: string, its: Partial<RosterEntry> = {}): RosterEntry => ({
  ...{ participantId, identity: null, isInLobby: false, isMuted: false, removed: false },
  ...{ recordingStatus: null, mediaStreams: [], ...its },
});
const full = (...participants: RosterEntry[]) => ({ delta: false, participants });
const delta = (...participants: RosterEntry[]) => ({ delta: true, participants });
const unseen: Shown = { recorderId: 'r', shown: false, status: null };
const seen: Shown = { recorderId: 'r', shown: true, status: 'recording' };
const NOTHING = { gone: [], come: [] };

it.each([
  [
    'a roster with it',
    unseen,
    full(entry('r', { recordingStatus: 'recording' })),
    { gone: [], come: [{ id: 'r', status: 'recording' }] },
  ],
  ['a roster without it', unseen, full(entry('p')), NOTHING],
  ['the same once more', seen, full(entry('r', { recordingStatus: 'recording' })), NOTHING],
  [
    'another status',
    seen,
    full(entry('r', { recordingStatus: 'failed' })),
    { gone: ['r'], come: [{ id: 'r', status: 'failed' }] },
  ],
  ['no status, which says nothing', seen, full(entry('r')), NOTHING],
  ['a full roster that misses it', seen, full(entry('p')), { gone: ['r'], come: [] }],
  ['a delta that does not name it', seen, delta(entry('p')), NOTHING],
  ['a delta that removes it', seen, delta(entry('r', { removed: true })), { gone: ['r'], come: [] }],
  ['a delta that removes what was not there', unseen, delta(entry('r', { removed: true })), NOTHING],
])('a named recorder and %s', (_what, known, roster, news) => {
  expect(presenceNews([known], roster)).toEqual(news);
});
