import { expect, it } from 'vitest';
import { DATABASE, Outages } from '../outages.js';
import type { Records, SeatRow, SessionRow } from '../records.js';
import type { StormJoining, StormLeg, StormReport } from '../storm-control.js';
import { audit, failed } from './audit.js';
import type { Evidence } from './evidence.js';

const CALL = '6ef52c4d-4cf3-483d-b334-bca76e90f28d';
const NAMES: Record<string, string> = { 'http://r1': 'recorder-1', 'http://r2': 'recorder-2' };
const nameOf = (url: string) => NAMES[new URL(url).origin] ?? null;
const answer = (at: number, status: number | null = 202, url = 'http://r1', key = 'k1') => ({
  at,
  status,
  callbackUri: `${url}/api/calls/${key}`,
});
const post = (at: number, status: number | null, url = 'http://r1') => ({ at, url, status, durationMs: 20 });

/** Answered after 100 ms, recorded, ended after 3 s. */
const goodLeg: StormLeg = {
  callId: CALL,
  callChainId: 'chain',
  applicationInstanceId: 'app',
  lane: 0,
  participantId: 'p1',
  isSteady: false,
  invitedAt: 10_000,
  posts: [post(10_000, 202)],
  answersSeen: [answer(10_100)],
  answeredAt: 10_100,
  establishedAt: 10_200,
  rejectReason: null,
  capacity: 3,
  mostHandled: 1,
  handled: 1,
  recordingStatuses: [{ at: 10_300, status: 'recording' }],
  state: 'terminated',
  endedAt: 13_000,
  result: '200/5001',
};
const missedLeg: StormLeg = {
  ...goodLeg,
  answersSeen: [],
  answeredAt: null,
  establishedAt: null,
  recordingStatuses: [],
  endedAt: 15_000,
  result: '408/8544',
};
const goodSession: SessionRow = {
  sessionId: 's1',
  callId: CALL,
  conversationId: 'c1',
  lane: 0,
  capacity: 3,
  mediaSessionId: 'm1',
  receivedAt: 10_010,
  response: 'answered',
  missed: null,
  endedAt: 13_010,
  endedBy: 'teams',
  recordingStatus: 'notRecording',
};
const goodSeat: SeatRow = {
  sessionId: 's1',
  callId: CALL,
  participantId: 'p1',
  conversationId: 'c1',
  applicationInstanceId: 'app',
  lane: 0,
  capacity: 3,
  takenAt: 10_010,
  freedAt: 13_010,
  freedBy: 'ended',
};
const goodJoining: StormJoining = {
  callId: CALL,
  participantId: 'p2',
  decision: 'accepted',
  status: 200,
  earlier: [null],
  repeats: ['accepted', 'rejected'],
  ms: 40,
  at: 11_000,
};
const kept = { mediaHostId: 'media-host-1', mediaSessionId: 'm1', permitId: 'x', from: 10_400, to: 12_990 };

interface Change {
  leg?: Partial<StormLeg>;
  sessions?: Partial<SessionRow>[];
  whileUp?: Partial<SessionRow>[];
  seats?: Partial<SeatRow>[];
  joining?: Partial<StormJoining>;
  takenTwice?: StormReport['takenTwice'];
  kept?: Partial<typeof kept>;
  repeated?: Records['repeated'];
  undone?: Records['undone'];
  gaps?: Records['gaps'];
  unsettled?: Records['unsettled'];
  outages?: [who: string, cause: 'killed' | 'stopped' | 'restarted', from: number, to: number][];
}

function evidence(change: Change): Evidence {
  const records = (sessions: Partial<SessionRow>[]): Records => ({
    sessions: sessions.map((session) => ({ ...goodSession, ...session })),
    seats: (change.seats ?? [{}]).map((seat) => ({ ...goodSeat, ...seat })),
    repeated: change.repeated ?? [],
    buried: [],
    undone: change.undone ?? [],
    gaps: change.gaps ?? [],
    unsettled: change.unsettled ?? [],
    postgres: '18.4',
  });
  const outages = new Outages(['recorder-1', 'recorder-2']);
  for (const [who, cause, from, to] of change.outages ?? []) outages.all.push({ who, cause, from, to });
  return {
    storm: {
      legs: [{ ...goodLeg, ...change.leg }],
      joinings: [{ ...goodJoining, ...change.joining }],
      takenTwice: change.takenTwice ?? [],
    },
    whileUp: records(change.whileUp ?? [{ endedAt: null }]),
    settled: records(change.sessions ?? [{}]),
    kept: [{ ...kept, ...change.kept }],
    outages,
  };
}

const command = { callId: CALL, kind: 'recording.keep-media' };

const wrong = (change: Change): string[] => failed(audit(evidence(change), nameOf)).map(({ name }) => name);

it('finds nothing wrong with a call that went well', () => {
  expect(wrong({})).toEqual([]);
  expect(wrong({ undone: [{ ...command, isOverdue: false }] })).toEqual([]);
});

it.each<[string, string, Change]>([
  ['missed', 'taken, and never answered', { leg: missedLeg }],
  ['missed', 'refused by a recorder that was well', { leg: { ...missedLeg, posts: [post(10_000, 503)] } }],
  ['answered twice', 'again after a reply', { leg: { answersSeen: [answer(10_100), answer(10_200, 404)] } }],
  [
    'answered twice',
    'by two sessions, whoever was out',
    {
      leg: { answersSeen: [answer(10_100), answer(10_200, 404, 'http://r2', 'k2')] },
      outages: [['recorder-1', 'killed', 10_150, 20_000]],
    },
  ],
  ['joinings without decision', 'not understood', { joining: { decision: 'notUnderstood' } }],
  ['joinings without decision', 'a 503 before the decision', { joining: { earlier: [503] } }],
  ['joinings contradicted', 'accepted, then sent away', { joining: { repeats: ['inviteNewBot'] } }],
  ['seats over capacity', 'on record', { seats: [{}, {}, {}, {}].map((_, i) => ({ participantId: `p${i}` })) }],
  ['seats over capacity', 'as Teams counts', { leg: { mostHandled: 4 } }],
  ['participants with two seats', 'on record', { seats: [{}, { sessionId: 's2', takenAt: 12_000 }] }],
  ['participants with two seats', 'as Teams counts', { takenTwice: [{ participantId: 'p1', callIds: ['a', 'b'] }] }],
  ['sessions lost', 'a 202 and no row', { sessions: [] }],
  ['sessions lost', 'two rows of one call', { sessions: [{}, { sessionId: 's2' }] }],
  ['sessions lost', 'up, and closed on record', { leg: { isSteady: true }, whileUp: [{}] }],
  ['ghosts', 'never closed', { sessions: [{ endedAt: null }] }],
  ['false ends', 'closed too early', { sessions: [{ endedAt: 12_000, endedBy: 'vanished' }] }],
  ['false ends', 'hung up with somebody in it', { leg: { result: '200/7000' } }],
  ['participants without a seat', 'up, and its seat is free', { leg: { isSteady: true } }],
  ['facts on record twice', 'ended twice', { repeated: [{ callId: CALL, type: 'recording.CallEnded', times: 2 }] }],
  ['commands left undone', 'nobody took it over', { undone: [{ ...command, isOverdue: true }] }],
  ['gaps that nothing explains', 'no cause', { gaps: [{ callId: CALL, cause: 'unexplained' }] }],
  ['missed, and no gap', 'alone in its conversation', { sessions: [{ response: 'missed' }] }],
  ['conversations without their ledger', 'overdue', { unsettled: [{ conversationId: 'c1', isOverdue: true }] }],
  ['gate violations', 'kept before the confirmation', { kept: { from: 10_299 } }],
  ['gate violations', 'kept without any', { leg: { recordingStatuses: [] } }],
  ['gate violations', 'kept long after the end', { kept: { to: 18_100 } }],
])('%s: %s', (column, _what, change) => {
  expect(wrong(change)).toContain(column);
});

it('a gap with a cause is none of the recorder’s faults', () => {
  const gaps = [{ callId: CALL, cause: 'notAnswered' }];

  expect(wrong({ sessions: [{ response: 'missed' }], gaps })).not.toContain('missed, and no gap');
  const twin = { sessionId: 's2', callId: 'another' };
  expect(wrong({ sessions: [{ response: 'missed' }, twin] }), 'a twin may have it').not.toContain('missed, and no gap');
  expect(wrong({ gaps, unsettled: [{ conversationId: 'c1', isOverdue: false }] })).toEqual([]);
});

it('a rescue is timed from the death of who had said 202, and judged when there are enough of them', () => {
  const slow = evidence({
    leg: { answersSeen: [answer(11_800, 202, 'http://r2')], answeredAt: 11_800 },
    outages: [['recorder-1', 'killed', 10_200, 20_000]],
  });
  const of = (rescues: number) => {
    const legs = Array.from({ length: rescues }, () => slow.storm.legs[0] ?? goodLeg);
    return audit({ ...slow, storm: { ...slow.storm, legs } }, nameOf);
  };

  expect(of(49).find(({ name }) => name === 'rescue, p99')).toMatchObject({ value: 1_600, of: 49, isJudged: false });
  expect(failed(of(49))).toEqual([]);
  expect(failed(of(50)).map(({ name }) => name)).toContain('rescue, p99');
});

it('a rescue is one, however often the dead had said 202, and none when who died had a repeat only', () => {
  const leg = {
    posts: [post(10_000, 202), post(10_050, 202, 'http://r2'), post(10_060, 202)],
    answersSeen: [answer(11_300, 202, 'http://r2')],
    answeredAt: 11_300,
  };
  const rescueAfter = (dead: string) => {
    const columns = audit(evidence({ leg, outages: [[dead, 'killed', 10_200, 20_000]] }), nameOf);
    return columns.find(({ name }) => name === 'rescue, p99');
  };

  expect(rescueAfter('recorder-1')).toMatchObject({ value: 1_100, of: 1 });
  expect(rescueAfter('recorder-2')).toMatchObject({ value: null, of: 0 });
});

it.each<[string, Change]>([
  [
    'was refused while Postgres was down',
    {
      leg: { ...missedLeg, posts: [post(10_000, 503)] },
      sessions: [],
      outages: [[DATABASE, 'restarted', 9_000, 10_005]],
    },
  ],
  [
    'was held by a stopped recorder until Teams had given up, and told to another one then',
    {
      leg: { ...missedLeg, posts: [{ ...post(10_100, 503), durationMs: 4_950 }, post(15_100, null, 'http://r2')] },
      outages: [['recorder-1', 'stopped', 10_050, 15_000]],
    },
  ],
  [
    'found no recorder for long enough',
    {
      leg: missedLeg,
      outages: [
        ['recorder-1', 'killed', 10_500, 14_000],
        ['recorder-2', 'stopped', 10_100, 13_900],
      ],
    },
  ],
  ['was cut off by Graph too late for a repeat', { leg: { ...missedLeg, answersSeen: [answer(13_600, null)] } }],
  ['was put off by Graph until after the hard stop', { leg: { ...missedLeg, answersSeen: [answer(13_400, 429)] } }],
  [
    'was put off by Graph, and Postgres was out when it might be sent again',
    {
      leg: { ...missedLeg, answersSeen: [answer(12_900, 429)] },
      outages: [[DATABASE, 'restarted', 12_950, 15_500]],
    },
  ],
  ['was cut off by Graph twice', { leg: { ...missedLeg, answersSeen: [answer(10_100, null), answer(10_200, null)] } }],
])('a miss is excused that %s', (_what, change) => {
  expect(wrong({ seats: [], kept: { mediaSessionId: 'm1' }, ...change }).filter((name) => name === 'missed')).toEqual(
    [],
  );
});

it.each<[string, Change]>([
  ['whose first reply was cut off', { leg: { answersSeen: [answer(10_100, null), answer(10_200, 404)] } }],
  [
    'whose first sender died',
    {
      leg: { answersSeen: [answer(10_100), answer(11_200, 404, 'http://r2')] },
      outages: [['recorder-1', 'killed', 10_110, 14_000]],
    },
  ],
  [
    'that its sender had on its way when it was stopped',
    {
      leg: { answersSeen: [answer(11_400, 202, 'http://r2'), answer(11_700, 404)], answeredAt: 11_400 },
      outages: [['recorder-1', 'stopped', 10_150, 11_690]],
    },
  ],
])('a second answer is no fault %s', (_what, change) => {
  expect(wrong(change)).toEqual([]);
});
