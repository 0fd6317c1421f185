import { pause } from '../pause.js';
import type { Scenario } from './scenario.js';
import { Unexpected } from './unexpected.js';

const DOWN_MS = 5_000;

/** Everything that recorders share is gone for five seconds. */
export const postgresRestart: Scenario = {
  name: 'postgres-restart',
  title: 'Postgres is killed and stays away for five seconds',
  explain: [
    'A call is recorded; then Postgres is stopped at once, without letting anybody finish, and stays down for five seconds',
    'The recorders stay up. Media goes on being kept: it needs no database',
    'An invitation that comes meanwhile cannot be stored: it is replied to with 503, so that Teams tries again, and is counted',
    'When Postgres is back the recorders reconnect by themselves: the next call is answered and recorded',
    'The call from before is still being recorded, and its end is on record',
  ],
  async play(stage) {
    const before = stage.policyCall();
    await stage.recorded(before.leg);

    const restarted = stage.desk.restartDatabase({ mode: 'immediate', downMs: DOWN_MS });
    stage.note('Postgres is stopped');
    await Promise.race([pause(500), restarted]);
    const meanwhile = stage.policyCall();
    const reply = await meanwhile.delivery;
    const [first = null, ...repeats] = [...(reply?.attempts.map(({ status }) => status) ?? [])];
    if (first === null) throw new Unexpected('a recorder did not reply at all while Postgres was away');
    stage.note(
      `The invitation meanwhile got ${first}, and repeats got ${repeats.join(', ') || 'nothing, as there were none'}`,
    );
    await restarted;
    stage.note('Postgres is back');

    const after = stage.policyCall();
    await stage.recorded(after.leg);
    await stage.wait(Math.min(stage.talkMs, 2_000), 'People talk for a little');
    stage.expectRecording(before.leg, 'the call from before');
    for (const { conversation } of [before, meanwhile, after]) stage.end(conversation);
    for (const leg of stage.legs) await stage.ended(leg, 6_000);
  },
};
