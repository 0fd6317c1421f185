import { expect, it } from 'vitest';
import type { AuditEntry } from '@app/contracts';
import { AUDIT_FORMATS } from './audit-formats.js';

const entry: AuditEntry = {
  id: '7',
  at: '2026-01-05T12:00:00.123Z',
  requestId: '5f1d2c3b-4a59-4687-9a8b-0c1d2e3f4a5b',
  outcome: 'refused',
  actor: 'somebody',
  actorTenant: 't1',
  actorKind: 'delegated',
  role: 'Recording.Operate',
  method: 'PUT',
  route: '/admin/v1/policies/:policyId',
  parameters: { policyId: 'a=b|c\\d' },
  source: '10.1.2.3',
  status: 409,
  code: 'policies.policy-id-taken',
  shown: null,
  reason: 'two\nlines',
  former: { name: 'Sales' },
  current: null,
};

it('JSON Lines are the entries themselves', () => {
  expect(JSON.parse(AUDIT_FORMATS.jsonl.lineOf(entry))).toEqual(entry);
});

it('OCSF is an API activity with everything that the class asks for', () => {
  const told = JSON.parse(AUDIT_FORMATS.ocsf.lineOf(entry)) as Record<string, unknown>;

  expect(told).toMatchObject({
    ...{ category_uid: 6, class_uid: 6003, activity_id: 3, type_uid: 600303, severity_id: 2, status_id: 2 },
    time: Date.UTC(2026, 0, 5, 12, 0, 0, 123),
    metadata: { version: '1.3.0', uid: '7' },
    actor: { user: { uid: 'somebody', org: { uid: 't1' } } },
    api: { operation: 'PUT /admin/v1/policies/:policyId', response: { code: 409, error: 'policies.policy-id-taken' } },
    src_endpoint: { ip: '10.1.2.3' },
    unmapped: { former: { name: 'Sales' }, reason: 'two\nlines' },
  });
});

it('CEF is one line, and nothing in it can be taken for another field', () => {
  const line = AUDIT_FORMATS.cef.lineOf(entry);
  const [head, extension] = line.split(/\|5\|/);

  expect(line).not.toMatch(/[\r\n]/);
  expect(head).toBe(
    'CEF:0|Witness|Witness recorder|1|PUT /admin/v1/policies/:policyId|PUT /admin/v1/policies/:policyId refused',
  );
  expect(extension).toContain(`rt=${Date.UTC(2026, 0, 5, 12, 0, 0, 123)} externalId=7 suid=somebody`);
  expect(extension).toContain('reason=two\\nlines');
  expect(extension).toContain('cs3={"policyId":"a\\=b|c\\\\\\\\d"}');
  expect(extension).not.toContain('cn2');
});
