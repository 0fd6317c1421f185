import type { Scenario } from './scenario.js';
import { Unexpected } from './unexpected.js';

/** Graph holds the first answer back that long and then refuses it: time enough for its sender to die. */
const HELD_BACK_MS = 1_500;

/** The recorder that took an invitation dies while it answers; what it had stored is finished by another. */
export const replicaKilledMidAnswer: Scenario = {
  name: 'replica-killed-mid-answer',
  title: 'A recorder dies in the middle of its answer',
  explain: [
    'Teams invites the application; a recorder stores the invitation, says 202 and sends its answer',
    'Graph does not act on that answer, and while its sender waits for the reply it is killed',
    'Another recorder takes over what was stored, and answers within the same five seconds',
    'The call is recorded as if nothing had happened; the killed recorder is started again',
  ],
  async play(stage) {
    const held = { verb: 'answer', status: 503, latencyMs: HELD_BACK_MS, times: 1 } as const;
    const { leg, delivery, conversation } = stage.policyCall({ graph: [held] });
    await stage.expect(leg, 'an answer', ({ answersSeen }) => answersSeen.length > 0, 5_000);
    const reply = await delivery;
    if (reply?.status !== 202) throw new Unexpected(`the invitation was replied to with ${reply?.status ?? 'nothing'}`);

    // The callbackUri of an answer names the recorder that sent it.
    const sender = await stage.desk.listenerOn(Number(new URL(leg.answersSeen[0]?.callbackUri ?? '').port));
    await stage.desk.kill(sender);
    const killedAt = Date.now();
    stage.note(`${sender} is killed while it waits for Graph`);
    await stage.answered(leg);
    stage.note(`That is ${(leg.answeredAt ?? 0) - killedAt} ms after its death`);
    const rescuer = await stage.desk.listenerOn(Number(new URL(leg.answer?.callbackUri ?? '').port));
    stage.note(rescuer === sender ? `${sender} came back in time itself` : `${rescuer} answered in its place`);
    await stage.established(leg);
    await stage.recording(leg);
    await stage.wait(Math.min(stage.talkMs, 2_000), 'People talk for a little');
    stage.expectRecording(leg, 'the call');
    stage.end(conversation);
    await stage.ended(leg, 1_000);
  },
};
