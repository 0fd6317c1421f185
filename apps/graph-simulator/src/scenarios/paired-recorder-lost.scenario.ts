import type { Scenario } from './scenario.js';
import { Unexpected } from './unexpected.js';

/** Whoever leaves a few seconds after such a loss was not failed by it: the recorder waits that long before it tells. */
const NOTICED_MS = 7_000;

/** A paired application (protocol §13.3) that others run: known by invitations and rosters only. */
export const pairedRecorderLost: Scenario = {
  name: 'paired-recorder-lost',
  title: 'The recorder that is paired with ours is lost',
  explain: [
    'The policy pairs our application with another one, which somebody else runs; it is in the meeting already',
    'Our application is invited, and pairedRecorders of the invitation names the other recorder',
    'Rosters show the other recorder with its recording status: the user is recorded twice',
    'The other recorder fails, then leaves: Teams is content with the one that stays, and so the call goes on',
    'The recorder has on record when the user fell from two recordings to one',
  ],
  async play(stage) {
    const conversation = stage.conversation('meeting');
    const policy = stage.policy('TeamsComplianceRecordingPolicy=Tenant:ContosoPaired');
    conversation.join(stage.person());
    const paired = stage.teams.recorderJoins(conversation, 'paired');
    stage.note('A paired recorder that others run is in the meeting and records');

    const [admission] = await stage.comes(conversation, stage.person(policy));
    if (!admission?.leg) throw new Unexpected('nobody was invited');
    stage.note('The invitation names it in pairedRecorders');
    await stage.recorded(admission.leg);
    await stage.wait(stage.talkMs / 3, 'The meeting talks, recorded twice');

    stage.teams.recorderReports(conversation, paired, 'failed');
    stage.note('The paired recorder failed, says the roster');
    await stage.wait(stage.talkMs / 6, 'The meeting talks on');
    stage.teams.recorderLeaves(conversation, paired);
    stage.note('The paired recorder is gone from the roster');
    await stage.wait(Math.max(stage.talkMs / 3, NOTICED_MS), 'The meeting talks on, recorded once');
    stage.expectRecording(admission.leg, 'our recorder');
    stage.end(conversation);
    await stage.ended(admission.leg, 1_000);
  },
};
