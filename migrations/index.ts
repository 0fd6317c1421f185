import { CreateDurableCommand1764000000000 } from './1764000000000-create-durable-command.js';
import { CreateRecordingSession1764000001000 } from './1764000001000-create-recording-session.js';
import { CreateRecordingPolicy1764000002000 } from './1764000002000-create-recording-policy.js';
import { CreateMediaHost1764000003000 } from './1764000003000-create-media-host.js';
import { CreateNotificationLog1764000004000 } from './1764000004000-create-notification-log.js';
import { BindMediaHost1764000005000 } from './1764000005000-bind-media-host.js';
import { AddConversations1764000006000 } from './1764000006000-add-conversations.js';
import { SeparateMediaHosts1764000008000 } from './1764000008000-separate-media-hosts.js';
import { AddWitnesses1764000009000 } from './1764000009000-add-witnesses.js';
import { AddParticipantRecorders1764000010000 } from './1764000010000-add-participant-recorders.js';
import { ListConversations1764000011000 } from './1764000011000-list-conversations.js';
import { SeparateFailureDomains1764000012000 } from './1764000012000-separate-failure-domains.js';
import { WatchCoverage1764000013000 } from './1764000013000-watch-coverage.js';
import { PartitionHistory1764000014000 } from './1764000014000-partition-history.js';
import { TraceCommands1764000015000 } from './1764000015000-trace-commands.js';
import { ListByState1764000016000 } from './1764000016000-list-by-state.js';
import { AddDepartures1764000017000 } from './1764000017000-add-departures.js';
import { SpareHotTables1764000018000 } from './1764000018000-spare-hot-tables.js';
import { VersionPolicies1764000019000 } from './1764000019000-version-policies.js';
import { NoteUptime1764000020000 } from './1764000020000-note-uptime.js';
import { AddStatistics1764000021000 } from './1764000021000-add-statistics.js';
import { CreateAuditTrail1764000022000 } from './1764000022000-create-audit-trail.js';
import { RememberRequests1764000023000 } from './1764000023000-remember-requests.js';
import { AddOrders1764000024000 } from './1764000024000-add-orders.js';
import { IsolateTenants1764000025000 } from './1764000025000-isolate-tenants.js';
import { FollowEvents1764000026000 } from './1764000026000-follow-events.js';
import { AddGapLedger1764000027000 } from './1764000027000-add-gap-ledger.js';
import { ListWhatWentWrong1764000028000 } from './1764000028000-list-what-went-wrong.js';
import { FindGaps1764000029000 } from './1764000029000-find-gaps.js';
import { FindWhoWasNotAdmitted1764000030000 } from './1764000030000-find-who-was-not-admitted.js';

/** In the order in which they run. Listed by hand: what is deployed is what is named here. */
export const migrations = [
  CreateDurableCommand1764000000000,
  CreateRecordingSession1764000001000,
  CreateRecordingPolicy1764000002000,
  CreateMediaHost1764000003000,
  CreateNotificationLog1764000004000,
  BindMediaHost1764000005000,
  AddConversations1764000006000,
  SeparateMediaHosts1764000008000,
  AddWitnesses1764000009000,
  AddParticipantRecorders1764000010000,
  ListConversations1764000011000,
  SeparateFailureDomains1764000012000,
  WatchCoverage1764000013000,
  PartitionHistory1764000014000,
  TraceCommands1764000015000,
  ListByState1764000016000,
  AddDepartures1764000017000,
  SpareHotTables1764000018000,
  VersionPolicies1764000019000,
  NoteUptime1764000020000,
  AddStatistics1764000021000,
  CreateAuditTrail1764000022000,
  RememberRequests1764000023000,
  AddOrders1764000024000,
  IsolateTenants1764000025000,
  FollowEvents1764000026000,
  AddGapLedger1764000027000,
  ListWhatWentWrong1764000028000,
  FindGaps1764000029000,
  FindWhoWasNotAdmitted1764000030000,
];
