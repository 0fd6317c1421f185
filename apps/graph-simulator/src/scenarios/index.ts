import { answerRefused } from './answer-refused.scenario.js';
import { firstInviteRace } from './first-invite-race.scenario.js';
import { hostDrained } from './host-drained.scenario.js';
import { hostKilled } from './host-killed.scenario.js';
import { largeMeeting } from './large-meeting.scenario.js';
import { lateAnswer } from './late-answer.scenario.js';
import { lostTerminated } from './lost-terminated.scenario.js';
import { mediaUnreachable } from './media-unreachable.scenario.js';
import { meeting } from './meeting.scenario.js';
import { noMediaHost } from './no-media-host.scenario.js';
import { pairedRecorderLost } from './paired-recorder-lost.scenario.js';
import { peerToPeer } from './peer-to-peer.scenario.js';
import { policyRecording } from './policy-recording.scenario.js';
import { postgresRestart } from './postgres-restart.scenario.js';
import { replicaKilledMidAnswer } from './replica-killed-mid-answer.scenario.js';
import type { Scenario } from './scenario.js';
import { throttled } from './throttled.scenario.js';
import { twinInvitations } from './twin-invitations.scenario.js';
import { voipAppHosted } from './voip-app-hosted.scenario.js';

export const SCENARIOS: readonly Scenario[] = [
  policyRecording,
  peerToPeer,
  voipAppHosted,
  meeting,
  lateAnswer,
  noMediaHost,
  mediaUnreachable,
  answerRefused,
  throttled,
  lostTerminated,
  largeMeeting,
  firstInviteRace,
  twinInvitations,
  pairedRecorderLost,
  hostDrained,
  hostKilled,
  replicaKilledMidAnswer,
  postgresRestart,
];
