/** One operation of Graph's calling API: its place in Microsoft's description, and which application permissions allow it. */
export interface VerbRule {
  method: 'GET' | 'POST' | 'DELETE';
  template: string;
  /** Any one of these roles will do; none means that no permission is needed (protocol §7.10). */
  roles: readonly string[];
}

const CALL = '/communications/calls/{call-id}';
const MEDIA = 'Calls.AccessMedia.All';
const JOIN = 'Calls.JoinGroupCall.All';
const JOIN_AS_GUEST = 'Calls.JoinGroupCallAsGuest.All';
const INITIATE = 'Calls.Initiate.All';
const ANY = [INITIATE, MEDIA, JOIN, JOIN_AS_GUEST] as const;

export const VERBS = {
  answer: { method: 'POST', template: `${CALL}/answer`, roles: [JOIN, JOIN_AS_GUEST] },
  reject: { method: 'POST', template: `${CALL}/reject`, roles: [] },
  redirect: { method: 'POST', template: `${CALL}/redirect`, roles: [INITIATE] },
  updateRecordingStatus: { method: 'POST', template: `${CALL}/updateRecordingStatus`, roles: [MEDIA, JOIN] },
  // For these the page asks for Initiate or AccessMedia, but says they are looked at when the call is created only.
  keepAlive: { method: 'POST', template: `${CALL}/keepAlive`, roles: ANY },
  mute: { method: 'POST', template: `${CALL}/mute`, roles: ANY },
  unmute: { method: 'POST', template: `${CALL}/unmute`, roles: ANY },
  playPrompt: { method: 'POST', template: `${CALL}/playPrompt`, roles: ANY },
  subscribeToTone: { method: 'POST', template: `${CALL}/subscribeToTone`, roles: [MEDIA] },
  changeScreenSharingRole: { method: 'POST', template: `${CALL}/changeScreenSharingRole`, roles: [MEDIA] },
  delete: { method: 'DELETE', template: CALL, roles: ANY },
  get: { method: 'GET', template: CALL, roles: ANY },
  listParticipants: { method: 'GET', template: `${CALL}/participants`, roles: ANY },
  getParticipant: { method: 'GET', template: `${CALL}/participants/{participant-id}`, roles: ANY },
  getOperation: { method: 'GET', template: `${CALL}/operations/{commsOperation-id}`, roles: ANY },
} as const satisfies Record<string, VerbRule>;

export type Verb = keyof typeof VERBS;

export interface Address {
  verb: Verb;
  callId: string;
  /** Id of the participant or operation, where the path ends in one. */
  partId: string | null;
}

const PATTERNS = (Object.entries(VERBS) as [Verb, VerbRule][]).map(([verb, { method, template }]) => ({
  verb,
  method,
  pattern: new RegExp(
    `^${template
      .replace('{call-id}', '(?<callId>[^/]+)')
      .replace(/\{(participant|commsOperation)-id\}/, '(?<partId>[^/]+)')
      // Graph takes an action by its short and by its qualified name.
      .replace(/\/([a-zA-Z]+)$/, (_all, tail: string) => `/(?:microsoft\\.graph\\.)?${tail}`)}$`,
  ),
}));

/** `path` without version, `/communications/calls/…` or the deprecated `/app/calls/…`. Null for what this desk does not offer. */
export function addressOf(method: string, path: string): Address | null {
  const current = path.replace(/^\/app\//, '/communications/');
  for (const { verb, method: expected, pattern } of PATTERNS) {
    const groups = method === expected ? pattern.exec(current)?.groups : undefined;
    if (groups?.callId) return { verb, callId: decodeURIComponent(groups.callId), partId: groups.partId ?? null };
  }
  return null;
}
