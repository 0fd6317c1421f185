import { expect, it } from 'vitest';
import { Metrics } from '@app/platform';
import { exchange } from './graph-exchange.fixture.js';
import { noteExchanges } from './graph-talk.js';
import { after, answered, callInfo, invited, noon, record } from './recording-session.fixture.js';
import { RecordingSession } from './recording-session.aggregate.js';
import { SessionMetrics } from './session-metrics.js';

/** What is shown of these sessions, without buckets and sums. */
async function counted(...sessions: RecordingSession[]): Promise<string[]> {
  const metrics = new Metrics('test');
  const counts = new SessionMetrics(metrics);
  for (const session of sessions) counts.count(session);
  const lines = (await metrics.text()).split('\n');
  return lines.filter((line) => /^witness_(answer_stage_seconds_(sum|count)|invitations_total)/.test(line));
}

it('times each stage of an answer from the first byte of its invitation', async () => {
  const session = RecordingSession.open({
    ...{ callId: 'c1', graphCallId: 'C1', tenantId: 't1', call: callInfo, spilledFrom: null },
    receivedAt: noon,
    verifiedAt: after(1),
  });
  session.decide(record, after(10), after(4));
  const media = { mediaHostId: 'h1', mediaSessionId: 'm1', separated: true };
  session.beginAnswer({ ...media, reservedAt: after(12), blobAt: after(40) }, after(45));
  noteExchanges(session, [exchange({ sentAt: after(50), status: 429 }), exchange({ sentAt: after(55), attempt: 2 })]);
  session.noteAnswered({ requestId: 'r1', durationMs: 5, attempts: 1 }, after(60));

  const stages = { verified: 1, stored: 4, decided: 10, reserved: 12, blob: 40, sent: 50, accepted: 60 };
  expect(await counted(session)).toEqual([
    ...Object.entries(stages).flatMap(([stage, ms]) => [
      `witness_answer_stage_seconds_sum{service="test",stage="${stage}"} ${ms / 1_000}`,
      `witness_answer_stage_seconds_count{service="test",stage="${stage}"} 1`,
    ]),
    'witness_invitations_total{outcome="answered",service="test"} 1',
  ]);
});

it('counts invitations by what became of them', async () => {
  const [rejected, redirected, missed] = [invited(), invited(), invited()];
  rejected.noteRejected('busy', after(20));
  redirected.noteRedirected(null, after(20));
  missed.noteMissed('deadlinePassed', null, after(4_500));

  const lines = await counted(answered(), rejected, redirected, missed, invited());
  expect(lines.filter((line) => line.startsWith('witness_invitations'))).toEqual(
    ['answered', 'rejected', 'redirected', 'missed'].map(
      (outcome) => `witness_invitations_total{outcome="${outcome}",service="test"} 1`,
    ),
  );
});

it('of an event that knows no times of stages, as earlier releases stored them, shows what it has', async () => {
  const lines = await counted(answered());
  const shown = lines.filter((line) => line.includes('_count')).map((line) => /stage="(\w+)"/.exec(line)![1]);
  expect(shown).toEqual(['decided', 'accepted']);
});
