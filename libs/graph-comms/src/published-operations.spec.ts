import { expect, it } from 'vitest';
import type { CommsNotification } from './notification.js';
import { parseNotifications } from './notifications.js';
import { callInfo, corpus } from './published-payloads.fixture.js';

const docsCall = { callId: '57dab8b1-894c-409a-b240-bd8beae78896', graphCallId: '57DAB8B1894C409AB240BD8BEAE78896' };
const docsContext = 'd45324c1-fcb5-430a-902c-f20af696537c';
const docsOperation = {
  kind: 'operation',
  ...docsCall,
  operationId: '0fe0623f-d628-42ed-b4bd-8ac290072cc5',
  clientContext: docsContext,
  resultInfo: null,
} as const;
const call = (callId: string) => ({ callId, graphCallId: callId });
const shared = {
  kind: 'contentSharing',
  ...call('421f4c00-4436-4c3a-9d9a-c4924cf98e67'),
  contentSharingSessionId: '2765eb15-01f8-47c6-b12b-c32111a4a86f',
} as const;

const EXPECTED: Record<string, CommsNotification> = {
  'docs-dtmf-completed': {
    kind: 'operation',
    ...call('481f3600-983e-4276-9b59-c1b30ec8d125'),
    operationId: 'd36fe651-9f50-484d-bd4b-1e6415eae448',
    operationType: 'sendDtmfTonesOperation',
    status: 'completed',
    clientContext: 'e0be71f1-a14f-4cec-b65a-e7aba5db7c53',
    resultInfo: null,
  },
  'docs-invite-operation-completed': {
    kind: 'operation',
    ...call('ab6233a5-20b7-4c5e-bea2-ce56c9776429'),
    operationId: 'eec3812a-fdc3-4fb4-825c-a06c9f35414e',
    operationType: 'inviteParticipantsOperation',
    status: 'completed',
    clientContext: 'f2fa86af-3c51-4bc2-8fc0-475452d9764f',
    resultInfo: null,
  },
  'docs-invite-operation-path-participants': {
    kind: 'operation',
    ...call('7531d31f-d10d-44de-802f-c569dbca451c'),
    operationId: null,
    operationType: 'inviteParticipantsOperation',
    status: 'completed',
    clientContext: 'f2fa86af-3c51-4bc2-8fc0-475452d9764f',
    resultInfo: null,
  },
  'docs-large-gallery-completed': {
    kind: 'operation',
    ...call('57dab8b1-894c-409a-b240-bd8beae78896'),
    operationId: 'e33176d4-836a-4fd7-b95a-d11bda52811d',
    operationType: 'addLargeGalleryViewOperation',
    status: 'completed',
    clientContext: '785f4929-92ca-497b-863f-c778c77c9758',
    resultInfo: null,
  },
  'docs-playprompt-completed-200': {
    ...docsOperation,
    operationType: 'playPromptOperation',
    status: 'completed',
    resultInfo: { code: 200, subcode: 0, message: 'Action completed successfully.' },
  },
  'docs-playprompt-completed-minimal': {
    ...docsOperation,
    operationType: 'playPromptOperation',
    status: 'completed',
  },
  'docs-record-cancelled-8508': {
    ...docsOperation,
    operationType: 'recordOperation',
    status: 'failed',
    resultInfo: { code: 400, subcode: 8508, message: 'Action failed, the operation was cancelled.' },
  },
  'docs-record-maxduration-8515': {
    ...docsOperation,
    operationType: 'recordOperation',
    status: 'completed',
    resultInfo: { code: 200, subcode: 8515, message: 'Action completed, max record duration reached.' },
  },
  'docs2018-record-resource-location': { ...docsOperation, operationType: 'recordOperation', status: 'completed' },
  'docs2019-record-running-no-hash': { ...docsOperation, operationType: 'recordOperation', status: 'running' },
  'gcb-p2p-5-playprompt-done': {
    kind: 'operation',
    ...call('4489bd48-484b-4498-9d9a-615e6597fcdc'),
    operationId: 'fc649229-8e9e-4fea-8a8d-e3043a583c47',
    operationType: 'playPromptOperation',
    status: 'completed',
    clientContext: '28016a06-a3ae-48f0-842c-d67b7b70a14a',
    resultInfo: { code: 200, subcode: 0, message: 'Action completed successfully.' },
  },
  'goalert-operation-no-resourceurl': {
    kind: 'operation',
    ...call('call-9'),
    operationId: 'op-1',
    operationType: 'playPromptOperation',
    status: 'completed',
    clientContext: 'ctxFinalPrompt',
    resultInfo: null,
  },
  'docs-contentsharing-started': { ...shared, started: true },
  'docs-contentsharing-ended': { ...shared, started: false },
  // The page shows nothing but the type of the nested call; envelope and path are our assumption (protocol §6.3).
  'docs-participant-joining-representation': {
    kind: 'participantJoining',
    ...call('5f1a2b00-7c3d-4e21-9a10-0b6c5d4e3f21'),
    participantId: null,
    joiningCallId: null,
    call: callInfo({}),
  },
};

const payloads = [...corpus('operation'), ...corpus('content-sharing'), ...corpus('participant-joining')].filter(
  ({ direction }) => direction === 'inbound',
);

it.each(payloads)('reads the published notification $file', ({ file, body }) => {
  expect(parseNotifications(body)).toStrictEqual({ kind: 'notifications', items: [EXPECTED[file]] });
});

it('has an expectation for every such notification, and none for a file that is gone', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(payloads.map(({ file }) => file).sort());
});
