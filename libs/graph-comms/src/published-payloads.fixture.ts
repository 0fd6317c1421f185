import { readdirSync, readFileSync } from 'node:fs';
import type { BotData, BotDataUser, CallInfo, Identity, ParticipantInfo, RosterEntry } from './notification.js';

/** The published payloads of test/fixtures/graph, and short ways to write down what they say. For specs only. */
const ROOT = new URL('../../../test/fixtures/graph/', import.meta.url);

export interface PublishedPayload {
  /** Name of the file without folder and `.json`. */
  file: string;
  direction: 'inbound' | 'outbound' | 'response';
  body: unknown;
  /** Instead of `body` where what was published is no JSON. */
  bodyText: string | null;
}

type Json = Record<string, unknown>;
type Envelope = { value: { resourceUrl?: string; resource?: string; resourceData: Json }[] };

/** Whose envelope a fragment of a family is put into (test/fixtures/graph/corpus/README.md, "Fragments"). */
const HOSTS: Record<string, string> = {
  'botdata-fragment': 'corpus/incoming-pbr/docs-incoming-pbr-example3.json',
  'call-update': 'corpus/call-update/goalert-ringing-minimal.json',
  'call-terminated': 'corpus/call-terminated/docs-terminated-code-zero-string.json',
  'participant-joining': 'examples/unconfirmed/participant-joining-in-envelope.json',
};

export function corpusFamilies(): string[] {
  return readdirSync(new URL('corpus/', ROOT), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Every payload of one family of the corpus, in whole notifications. */
export function corpus(family: string): PublishedPayload[] {
  return jsonFiles(`corpus/${family}/`).map((file) => {
    const entry = readJson(`corpus/${family}/${file}.json`);
    const host = entry.fragment === undefined ? null : readJson(HOSTS[family] ?? '');
    const whole = (host?.body ?? host) as Envelope | null;
    return {
      file,
      direction: entry.direction as PublishedPayload['direction'],
      body: whole ? putInto(whole, entry.body as Json) : entry.body,
      bodyText: (entry.body_text as string | undefined) ?? null,
    };
  });
}

/** The inbound examples of docs/protocol.md: numbers below 20, and everything unconfirmed. */
export function inboundExamples(folder: 'examples/' | 'examples/unconfirmed/'): PublishedPayload[] {
  return jsonFiles(folder)
    .filter((file) => folder === 'examples/unconfirmed/' || Number(file.slice(0, 2)) < 20)
    .map((file) => ({ file, direction: 'inbound', body: readJson(`${folder}${file}.json`), bodyText: null }));
}

/** Any file under test/fixtures/graph. */
export function readJson(path: string): Json {
  return JSON.parse(readFileSync(new URL(path, ROOT), 'utf8')) as Json;
}

function jsonFiles(folder: string): string[] {
  return readdirSync(new URL(folder, ROOT))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

function putInto({ value: [item], ...envelope }: Envelope, fragment: Json): unknown {
  const paths =
    typeof fragment.id === 'string'
      ? { resource: `/app/calls/${fragment.id}`, resourceUrl: `/communications/calls/${fragment.id}` }
      : {};
  return { ...envelope, value: [{ ...item, ...paths, resourceData: { ...item?.resourceData, ...fragment } }] };
}

export function identity(kind: Identity['kind'], id: string | null, tenantId: string | null = null): Identity {
  return { kind, id, tenantId };
}

/** A participantInfo that says nothing but this. */
export function participant(said: Partial<ParticipantInfo>): ParticipantInfo {
  const silent = { participantId: null, identity: null, endpointType: null, region: null, languageId: null };
  return { ...silent, countryCode: null, ...said };
}

/** A call entity that says nothing but this. */
export function callInfo(said: Partial<CallInfo>): CallInfo {
  return {
    tenantId: null,
    callChainId: null,
    direction: null,
    state: null,
    source: null,
    sourceVisibility: 'missing',
    targets: [],
    applicationInstanceId: null,
    myParticipantId: null,
    observedParticipantId: null,
    sourceParticipantId: null,
    onBehalfOf: null,
    transferor: null,
    requestedModalities: [],
    callRoutes: [],
    chatInfo: null,
    meetingInfo: null,
    mediaHostedRegion: null,
    botData: null,
    resultInfo: null,
    terminationReason: null,
    mediaStateAudio: null,
    toneSequenceId: null,
    isPolicyRecording: false,
    inviteSignsDisagree: false,
    ...said,
  };
}

export function botUser(said: Partial<BotDataUser>): BotDataUser {
  const silent = { id: null, participantId: null, tenantId: null, participationMethod: null, clientLocation: null };
  return { ...silent, policyHolderId: null, policyHolderTenantId: null, onBehalfOfId: null, ...said };
}

export function botData(said: Partial<BotData>): BotData {
  const silent = { callId: null, mediaHostedRegion: null, user: null, otherSideUser: null, inviteReasons: [] };
  const lists = { pairedRecorders: [], otherRecorders: [] };
  return { ...silent, policyIdentifier: null, policyName: null, ...lists, isMultiParty: null, ...said };
}

/** A roster entry with this id; in the call, unmuted, silent about everything else. */
export function rosterEntry(participantId: string, said: Partial<RosterEntry>): RosterEntry {
  const silent = { identity: null, isInLobby: false, isMuted: false, removed: false, recordingStatus: null };
  return { participantId, ...silent, mediaStreams: [], ...said };
}

export function stream(
  mediaType: string,
  sourceId: string,
  direction: string,
  label: string | null,
): RosterEntry['mediaStreams'][number] {
  return { mediaType, sourceId, direction, label };
}
