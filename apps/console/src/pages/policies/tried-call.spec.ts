import { expect, it } from 'vitest';
import { triedCall } from './tried-call.js';

const TENANT = '5b8e0c2d-7777-4e1f-9a3b-8c6d4e2f0a19';

it('says whose call a notification is of, where it was told', () => {
  expect(triedCall('notification', '{"value":[]}', TENANT)).toEqual({ notification: { value: [] }, tenantId: TENANT });
  expect(triedCall('notification', '{"value":[]}', '')).toEqual({ notification: { value: [] } });
});

it('tries a direct call where no policy of Teams is named', () => {
  expect(triedCall('parts', '', TENANT)).toEqual({
    call: { kind: 'direct', tenantId: TENANT, policyIdentifier: null },
  });
  expect(triedCall('parts', 'P1', TENANT)).toEqual({
    call: { kind: 'policyRecording', tenantId: TENANT, policyIdentifier: 'P1' },
  });
});
