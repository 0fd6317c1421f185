import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually, sleep } from '../support/eventually.js';
import { TestServer, type PreparedReply, type ReceivedRequest } from '../support/http-server.js';
import { System, TENANT } from '../support/system.js';

/** In whose name example 3 is printed. */
const PAGE_TENANT = '932899f8-2ea1-4604-8413-27bd2892079f';

type Step = 'reply' | 'establishing' | 'established';

/** Graph's reply to our answer, and Teams' word on the call, in every order that the wire allows (protocol §5.5). */
const ORDERS: Step[][] = [
  ['reply', 'establishing', 'established'],
  ['establishing', 'established', 'reply'],
  ['established', 'establishing', 'reply'],
  ['establishing', 'reply', 'established'],
  ['reply', 'established', 'establishing'],
];

let system: System;
let graph: TestServer;
let replyMayGo: () => void = () => undefined;
let replyIsDue: Promise<void> = Promise.resolve();

beforeAll(async () => {
  graph = await TestServer.start(inGraphsPlace);
  system = await System.start({
    recorderEnv: { RECORDER_GRAPH_URL: graph.url, RECORDER_CALLS_TENANTS: `${TENANT},${PAGE_TENANT}` },
  });
  const media = { mediaKind: 'appHosted' as const, modalities: ['audio' as const], participantCapacity: null };
  await system.admin.putPolicy('direct', { name: 'Direct calls', match: 'direct', action: 'answer', ...media });
});
afterAll(async () => {
  await system.stop();
  await graph.close();
});

/** Replies as the pages print them: 202 to answer, 200 with a completed operation to updateRecordingStatus. */
async function inGraphsPlace({ url, body }: ReceivedRequest): Promise<PreparedReply> {
  if (url.endsWith('/answer')) {
    await replyIsDue;
    return { status: 202 };
  }
  if (!url.endsWith('/updateRecordingStatus')) return { status: 404 };
  const { clientContext } = JSON.parse(body) as { clientContext: string };
  const type = '#microsoft.graph.updateRecordingStatusOperation';
  return { status: 200, body: { '@odata.type': type, id: randomUUID(), clientContext, status: 'completed' } };
}

function asked(callId: string, verb: string): ReceivedRequest[] {
  return graph.requests.filter(({ url }) => url === `/v1.0/communications/calls/${callId}/${verb}`);
}

/** What the page's bodies call their calls: examples 1 and 2, example 3, and the one whose content is shared. */
const PRINTED_IDS = [
  '57DAB8B1894C409AB240BD8BEAE78896',
  'e71f0300-9c1f-4d99-b5f4-2722e877d497',
  '421f4c00-4436-4c3a-9d9a-c4924cf98e67',
] as const;
const [DIRECT_CALL, POLICY_CALL] = PRINTED_IDS;

/** A call as the page prints it, posted by hand. */
class PrintedCall {
  private path = '';

  constructor(
    readonly callId: string,
    private readonly tenantId: string,
  ) {}

  /** Posts the invitation, waits for our answer, then lets happen what `order` says. Resolves with the answer. */
  async play(invitation: string, order: readonly Step[]): Promise<Record<string, unknown>> {
    replyIsDue = new Promise((go) => (replyMayGo = go));
    await this.post(invitation);
    const answer = await eventually(() => {
      const [first] = asked(this.callId, 'answer');
      expect(first).toBeDefined();
      return JSON.parse(first!.body) as Record<string, unknown>;
    });
    this.path = new URL(String(answer.callbackUri)).pathname.replace('/api/calls', '');
    for (const step of order) {
      if (step === 'reply') replyMayGo();
      else
        await this.post(
          step === 'establishing' ? 'call-update/docs-establishing-etag' : 'call-update/docs-established-etag-same',
        );
      // Long enough for what follows from it to be done before the next.
      await sleep(300);
    }
    return answer;
  }

  /** A printed body, with this call's id in the place of the printed one. */
  async post(name: string): Promise<void> {
    const { body } = JSON.parse(readFileSync(`test/fixtures/graph/corpus/${name}.json`, 'utf8')) as { body: unknown };
    const text = PRINTED_IDS.reduce((printed, id) => printed.replaceAll(id, this.callId), JSON.stringify(body));
    const token = await system.simulator.platformToken({ tenantId: this.tenantId });
    expect(await system.recorder.post(text, token, this.path)).toEqual({ status: 202, body: '' });
  }
}

/** What example 3 says about its call, as the session shows it. */
const PRINTED_BOT_DATA = {
  callChainId: '05f2f70f-3a9c-47c1-80a9-cc79e91d8cec',
  policyIdentifier: 'Test Policy',
  observedParticipantId: '30fad2ce-8989-41a1-8a66-f6636e629a2a',
  participationMethod: 'callee',
  mediaHostedRegion: 'USEA',
  inviteReasons: ['PolicyBasedRecording'],
  pairedRecorders: [
    { id: '471f0300-5c1f-4d99-b5f4-2722e877d490', participantId: '371f0300-2c1f-4d99-b5f4-2722e877d490' },
  ],
  otherRecorders: [
    { id: '671f0300-9c1f-4d99-b5f4-2722e877d490', participantId: 'a71f0300-ec1f-4d99-b5f4-2722e877d490' },
  ],
};

/** What we send as `answer`, member by member as the page prints it; the blob is the media host's. */
function expectedAnswer(participantCapacity: object): object {
  return {
    callbackUri: expect.stringMatching(new RegExp(`^${system.recorder.url}/api/calls/[\\w-]{22}$`)) as string,
    acceptedModalities: ['audio'],
    mediaConfig: {
      '@odata.type': '#microsoft.graph.appHostedMediaConfig',
      blob: expect.stringContaining('mpUri') as string,
    },
    callOptions: {
      '@odata.type': '#microsoft.graph.incomingCallOptions',
      isContentSharingNotificationEnabled: true,
      isDeltaRosterEnabled: false,
    },
    ...participantCapacity,
  };
}

function inWords(order: readonly Step[]): string {
  return order.join(', ');
}

it.each(ORDERS.map((order, at) => [inWords(order), order, at] as const))(
  '(2) a call with app-hosted media and shared content: %s',
  async (_words, order, at) => {
    const callId = at === 0 ? DIRECT_CALL : randomUUID().replaceAll('-', '').toUpperCase();
    const call = new PrintedCall(callId, TENANT);

    const answer = await call.play('incoming-other/docs-incoming-p2p-apphosted', order);
    await call.post('content-sharing/docs-contentsharing-started');
    await call.post('content-sharing/docs-contentsharing-ended');

    expect(answer).toEqual(expectedAnswer({}));
    await eventually(async () => expect((await sharing(callId)).length).toBe(2));
    expect(await sharing(callId)).toEqual([{ started: true }, { started: false }]);
    expect(await system.admin.session(callId)).toMatchObject({
      ...{ kind: 'direct', direction: 'incoming', observedUserId: null, participantCapacity: null, flags: [] },
      ...{ callState: 'established', response: 'answered', missed: null, recordingStatus: 'notRecording' },
      ...{ mediaKind: 'appHosted', recordingStartedAt: null, endedAt: null, contentSharing: false },
    });
    expect(await happenedOnce(callId)).toEqual(['CallAnswered', 'CallEstablished']);
    expect(asked(callId, 'answer')).toHaveLength(1);
    expect(graph.requests.filter(({ url }) => url.includes(callId)).map(({ url }) => url)).toHaveLength(1);
  },
);

it.each(ORDERS.map((order, at) => [inWords(order), order, at] as const))(
  '(3) a call under policy is recorded: %s',
  async (_words, order, at) => {
    const callId = at === 0 ? POLICY_CALL : randomUUID();
    const call = new PrintedCall(callId, PAGE_TENANT);

    const answer = await call.play('incoming-pbr/docs-incoming-pbr-example3', order);

    expect(answer).toEqual(expectedAnswer({ participantCapacity: 100 }));
    await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
    expect(await system.admin.session(callId)).toMatchObject({
      ...{ kind: 'policyRecording', direction: 'incoming', tenantId: PAGE_TENANT, participantCapacity: 100 },
      ...{ callState: 'established', response: 'answered', missed: null, mediaKind: 'appHosted', endedAt: null },
      ...PRINTED_BOT_DATA,
    });
    expect(await happenedOnce(callId)).toEqual(['CallAnswered', 'CallEstablished', 'RecordingStarted']);
    expect(asked(callId, 'answer')).toHaveLength(1);
    const reports = asked(callId, 'updateRecordingStatus').map(({ body }) => JSON.parse(body) as unknown);
    expect(reports).toEqual([
      { clientContext: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, status: 'recording' },
    ]);
    await eventually(() => {
      const orders = system.mediaHost.keepOrders.filter((one) => one.callId === callId);
      expect(orders.map(({ keep }) => keep)).toEqual([true]);
    });
  },
);

async function sharing(callId: string): Promise<object[]> {
  const shared = (await system.admin.timeline(callId)).filter(({ type }) => type === 'recording.ContentSharingChanged');
  return shared.map(({ data }) => data);
}

/** The steps that decide, each as often as it happened, whatever else did. */
async function happenedOnce(callId: string): Promise<string[]> {
  const steps = ['CallAnswered', 'CallEstablished', 'RecordingStarted', 'ResponseMissed', 'CallEnded'];
  return (await system.admin.story(callId)).filter((event) => steps.includes(event));
}
