/** Graph application permissions of the calling actions, least and higher (protocol §7.10, from the actions' pages). */
export type GraphPermission =
  | 'Calls.AccessMedia.All'
  | 'Calls.Initiate.All'
  | 'Calls.InitiateGroupCall.All'
  | 'Calls.JoinGroupCall.All'
  | 'Calls.JoinGroupCallAsGuest.All';

/** What a recording policy may make us do. */
export type ConfiguredAction = 'record' | 'answerAppHosted' | 'answerServiceHosted' | 'redirect' | 'decline';

interface Requirement {
  /** What it is for, in Graph's words. */
  verb: string;
  least: GraphPermission;
  /** Any one of these will do as well. */
  higher: readonly GraphPermission[];
}

const ANSWER: Requirement = {
  verb: 'answer',
  least: 'Calls.JoinGroupCall.All',
  higher: ['Calls.JoinGroupCallAsGuest.All'],
};
const APP_HOSTED_MEDIA: Requirement = { verb: 'app-hosted media', least: 'Calls.AccessMedia.All', higher: [] };
const UPDATE_RECORDING_STATUS: Requirement = {
  verb: 'updateRecordingStatus',
  least: 'Calls.AccessMedia.All',
  higher: ['Calls.JoinGroupCall.All'],
};
const REDIRECT: Requirement = { verb: 'redirect', least: 'Calls.Initiate.All', higher: [] };

/** reject needs none. keepAlive, delete and the reads are checked when a call is created, which an answered one is not. */
const REQUIREMENTS: Readonly<Record<ConfiguredAction, readonly Requirement[]>> = {
  record: [ANSWER, APP_HOSTED_MEDIA, UPDATE_RECORDING_STATUS],
  answerAppHosted: [ANSWER, APP_HOSTED_MEDIA],
  answerServiceHosted: [ANSWER],
  redirect: [REDIRECT],
  decline: [],
};

/** Any one of them makes `source` of an invite readable (protocol §12.4). */
const READABLE_SOURCE: readonly GraphPermission[] = [
  'Calls.AccessMedia.All',
  'Calls.Initiate.All',
  'Calls.InitiateGroupCall.All',
  'Calls.JoinGroupCall.All',
  'Calls.JoinGroupCallAsGuest.All',
];

export interface MissingPermission extends Requirement {
  /** Null: not for an action, but for knowing who calls. */
  action: ConfiguredAction | null;
}

/** What the `roles` of a token of ours lack for the configured actions; empty when nothing does. */
export function missingPermissions(
  roles: readonly string[],
  actions: readonly ConfiguredAction[],
): MissingPermission[] {
  // Entra's own spelling is exact, but nothing is won by refusing another case.
  const granted = new Set(roles.map((role) => role.toLowerCase()));
  const has = (permission: GraphPermission) => granted.has(permission.toLowerCase());
  const missing: MissingPermission[] = [...new Set(actions)].flatMap((action) =>
    REQUIREMENTS[action]
      .filter(({ least, higher }) => ![least, ...higher].some(has))
      .map((requirement) => ({ action, ...requirement })),
  );
  if (READABLE_SOURCE.some(has)) return missing;
  const [least, ...higher] = READABLE_SOURCE as [GraphPermission, ...GraphPermission[]];
  return [...missing, { action: null, verb: 'readable source of invites', least, higher }];
}
