import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BUILT_IN_DECLINE, BUILT_IN_RECORD, decide, type CallToDecide } from './decide.js';
import type { RecordingPolicy } from './policy.entity.js';

const SALES = 'TeamsComplianceRecordingPolicy=Tenant:Sales';

function policy(policyId: string, parts: Partial<RecordingPolicy> = {}): RecordingPolicy {
  return {
    policyId,
    name: policyId,
    tenantId: null,
    match: 'anyPolicy',
    policyIdentifier: null,
    action: 'record',
    rejectReason: null,
    redirectTargets: null,
    redirectTimeoutSeconds: null,
    mediaKind: 'appHosted',
    modalities: ['audio'],
    participantCapacity: 100,
    prefetchPrompts: [],
    contentSharingNotifications: true,
    createdAt: new Date('2026-01-05T12:00:00Z'),
    retiredAt: null,
    version: 1,
    ...parts,
  };
}

const anyTenant = {
  any: policy('any'),
  pattern: policy('pattern', { match: 'pattern', policyIdentifier: '*:sales' }),
  exact: policy('exact', { match: 'exact', policyIdentifier: SALES }),
};
const ownTenant = {
  any: policy('own-any', { tenantId: 't1' }),
  pattern: policy('own-pattern', { tenantId: 't1', match: 'pattern', policyIdentifier: 'TeamsCompliance*' }),
  exact: policy('own-exact', { tenantId: 't1', match: 'exact', policyIdentifier: SALES }),
};
const invite: CallToDecide = { kind: 'policyRecording', tenantId: 't1', policyIdentifier: SALES };
const direct: CallToDecide = { kind: 'direct', tenantId: 't1', policyIdentifier: null };

it('prefers the tenant to everybody, then the named policy to a pattern to any policy', () => {
  const all = [...Object.values(anyTenant), ...Object.values(ownTenant)];
  const order: string[] = [];

  for (let left = all; left.length > 0; left = left.filter(({ policyId }) => policyId !== order.at(-1))) {
    order.push(decide(left, invite).ruleId);
  }

  expect(order).toEqual(['own-exact', 'own-pattern', 'own-any', 'exact', 'pattern', 'any']);
});

it.each<[string, RecordingPolicy[], CallToDecide, object]>([
  [
    'records a named policy without a flag',
    [anyTenant.exact],
    invite,
    { action: 'record', ruleId: 'exact', reason: 'exactPolicy', flags: [] },
  ],
  [
    'compares policies without case, and verbatim otherwise',
    [anyTenant.exact],
    { ...invite, policyIdentifier: SALES.toUpperCase() },
    { ruleId: 'exact' },
  ],
  [
    'does not take the name out of the identifier',
    [anyTenant.exact],
    { ...invite, policyIdentifier: 'Sales' },
    { ruleId: BUILT_IN_RECORD },
  ],
  ['knows a tenant in any case', [ownTenant.exact], { ...invite, tenantId: 'T1' }, { ruleId: 'own-exact' }],
  [
    "leaves another tenant's rules alone",
    [ownTenant.exact],
    { ...invite, tenantId: 't2' },
    { ruleId: BUILT_IN_RECORD },
  ],
  [
    'records an unknown policy under the default, and flags it',
    [anyTenant.any, policy('other', { match: 'exact', policyIdentifier: 'Other' })],
    invite,
    { action: 'record', ruleId: 'any', reason: 'anyPolicy', flags: ['unknownPolicy'] },
  ],
  [
    'records an invite that names no policy, and flags it',
    [anyTenant.any, policy('star', { match: 'pattern', policyIdentifier: '*' })],
    { ...invite, policyIdentifier: null },
    { action: 'record', ruleId: 'any', flags: ['unknownPolicy'] },
  ],
  [
    'records a policy invite even when there is no rule at all',
    [],
    invite,
    { action: 'record', ruleId: BUILT_IN_RECORD, reason: 'noRule', flags: ['unknownPolicy', 'noRule'] },
  ],
  [
    'declines a direct call when there is no rule at all',
    [anyTenant.any],
    direct,
    { action: 'decline', ruleId: BUILT_IN_DECLINE, reason: 'noRule', rejectReason: 'forbidden' },
  ],
  [
    'ignores a retired rule',
    [policy('gone', { match: 'exact', policyIdentifier: SALES, retiredAt: new Date(0) }), anyTenant.any],
    invite,
    { ruleId: 'any' },
  ],
  [
    'prefers the pattern that says more',
    [
      policy('a-broad', { match: 'pattern', policyIdentifier: 'Teams*' }),
      policy('b-close', { match: 'pattern', policyIdentifier: 'Teams*:Sales' }),
    ],
    invite,
    { ruleId: 'b-close', reason: 'patternPolicy' },
  ],
  [
    'prefers of two equal rules the newer',
    [
      policy('default', { match: 'direct', action: 'decline' }),
      policy('ivr', { match: 'direct', action: 'answer', createdAt: new Date('2026-01-05T12:00:01Z') }),
    ],
    direct,
    { ruleId: 'ivr' },
  ],
  [
    'answers a direct call as its rule says',
    [policy('ivr', { match: 'direct', action: 'answer', mediaKind: 'serviceHosted', participantCapacity: null })],
    direct,
    { action: 'answer', ruleId: 'ivr', mediaKind: 'serviceHosted', participantCapacity: null, reason: 'directCall' },
  ],
  [
    'redirects a direct call to the targets of its rule',
    [
      policy('desk', {
        match: 'direct',
        action: 'redirect',
        redirectTargets: [{ userId: 'u1' }],
        redirectTimeoutSeconds: 30,
      }),
    ],
    direct,
    { action: 'redirect', targets: [{ userId: 'u1' }], timeoutSeconds: 30 },
  ],
  [
    'declines rather than redirect to nobody',
    [policy('desk', { match: 'direct', action: 'redirect', redirectTargets: [], rejectReason: 'busy' })],
    direct,
    { action: 'decline', reason: 'noRedirectTarget', rejectReason: 'busy' },
  ],
  [
    'declines a policy invite when its rule says so',
    [policy('no', { match: 'exact', policyIdentifier: SALES, action: 'decline' })],
    invite,
    { action: 'decline', ruleId: 'no', rejectReason: 'none' },
  ],
  [
    'fills in what a rule leaves open',
    [policy('bare', { mediaKind: null, modalities: [] })],
    invite,
    { mediaKind: 'appHosted', modalities: ['audio'] },
  ],
])('%s', (_promise, policies, call, expected) => {
  expect(decide(policies, call)).toMatchObject(expected);
});

const identifier = fc.constantFrom(null, SALES, SALES.toLowerCase(), 'Other', '*', '?', '*sales', '');
const anyPolicyRow = fc
  .record({
    policyId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    tenantId: fc.constantFrom(null, 't1', 'T1', 't2'),
    match: fc.constantFrom('exact', 'pattern', 'anyPolicy', 'direct'),
    policyIdentifier: identifier,
    action: fc.constantFrom('record', 'answer', 'decline', 'redirect'),
    rejectReason: fc.constantFrom(null, 'none', 'busy', 'forbidden'),
    redirectTargets: fc.constantFrom(null, [], [{ userId: 'u1' }]),
    redirectTimeoutSeconds: fc.constantFrom(null, 15, 90),
    mediaKind: fc.constantFrom(null, 'appHosted', 'serviceHosted'),
    modalities: fc.subarray(['audio', 'video', 'videoBasedScreenSharing'] as const).map((some) => [...some]),
    participantCapacity: fc.constantFrom(null, 0, 100),
    createdAt: fc.constantFrom(new Date(0), new Date(1)),
    retiredAt: fc.constantFrom(null, null, new Date(0)),
  } as const)
  .map(({ policyId, ...parts }) => policy(policyId, parts as Partial<RecordingPolicy>));
const anyCall = fc.record<CallToDecide>({
  kind: fc.constantFrom('policyRecording', 'direct'),
  tenantId: fc.constantFrom('t1', 't2', 'T2'),
  policyIdentifier: identifier,
});

it('decides every call under every set of rules, and the same whatever the order of the rows', () => {
  fc.assert(
    fc.property(
      fc
        .uniqueArray(anyPolicyRow, { selector: ({ policyId }) => policyId })
        .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
      anyCall,
      ([rows, shuffled], call) => {
        const decision = decide(rows, call);

        expect(decide(shuffled, call)).toEqual(decision);
        expect(['record', 'answer', 'decline', 'redirect']).toContain(decision.action);
        if (decision.action === 'redirect') expect(decision.targets.length).toBeGreaterThan(0);
        const rule = rows.find(({ policyId }) => policyId === decision.ruleId);
        if (rule) expect(rule.match === 'direct').toBe(call.kind === 'direct');
        else expect([BUILT_IN_RECORD, BUILT_IN_DECLINE]).toContain(decision.ruleId);
      },
    ),
    { numRuns: 2_000 },
  );
});

it('never declines a policy invite unless a rule says so', () => {
  fc.assert(
    fc.property(fc.array(anyPolicyRow), anyCall, (rows, call) => {
      const takers = rows.filter(({ action }) => action === 'record' || action === 'answer');

      const { action } = decide(takers, { ...call, kind: 'policyRecording' });

      expect(['record', 'answer']).toContain(action);
    }),
  );
});
