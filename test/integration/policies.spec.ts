import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '@app/platform';
import type { Decision, PolicyDraft } from '@app/policies';
import type { ExpectedPolicy } from '../../libs/policies/src/policy-change.js';
import { PutPolicy, PutPolicyHandler } from '../../libs/policies/src/commands/put-policy.js';
import { RetirePolicy, RetirePolicyHandler } from '../../libs/policies/src/commands/retire-policy.js';
import { PolicyStore } from '../../libs/policies/src/policy.store.js';
import { DecideRecording, DecideRecordingHandler } from '../../libs/policies/src/queries/decide-recording.js';
import { ListPolicies, ListPoliciesHandler } from '../../libs/policies/src/queries/list-policies.js';
import { ListPolicyVersions, ListPolicyVersionsHandler } from '../../libs/policies/src/queries/list-policy-versions.js';
import { seed } from '../../migrations/seed.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { SetClock } from '../support/doubles.js';

const SALES = 'TeamsComplianceRecordingPolicy=Tenant:Sales';
const TENANT = '11111111-1111-4111-8111-111111111111';

let test: TestDatabase;
let database: Database;
let clock: SetClock;

beforeAll(async () => {
  test = await testDatabase();
  database = test.database;
});
afterAll(() => test.close());
beforeEach(async () => {
  await database.pool.query('TRUNCATE recording_policy CASCADE');
  await seed(database.dataSource);
  // After the seed, whose times are the database's.
  clock = new SetClock(new Date(Date.now() + 60_000));
});

const decided = (
  kind: 'policyRecording' | 'direct',
  policyIdentifier: string | null,
  tenantId = TENANT,
): Promise<Decision> =>
  new DecideRecordingHandler(new PolicyStore(database)).execute(
    new DecideRecording({ kind, tenantId, policyIdentifier }),
  );
const changeOf = (expected: ExpectedPolicy = 'any') => ({
  tenantScope: null,
  expected,
  by: { subject: 'somebody', tenantId: TENANT },
  reason: 'as agreed',
});
const put = (policyId: string, parts: Partial<PolicyDraft>, expected?: ExpectedPolicy) =>
  new PutPolicyHandler(new PolicyStore(database), clock).execute(
    new PutPolicy(
      {
        policyId,
        name: policyId,
        tenantId: null,
        match: 'exact',
        policyIdentifier: SALES,
        action: 'record',
        rejectReason: null,
        redirectTargets: null,
        redirectTimeoutSeconds: null,
        mediaKind: 'appHosted',
        modalities: ['audio', 'video'],
        participantCapacity: 200,
        prefetchPrompts: [],
        contentSharingNotifications: false,
        ...parts,
      },
      changeOf(expected),
    ),
  );
const retire = (policyId: string) =>
  new RetirePolicyHandler(new PolicyStore(database), clock).execute(new RetirePolicy(policyId, changeOf()));
const ids = async (retired: boolean) =>
  (await new ListPoliciesHandler(database).execute(new ListPolicies(null, retired, null, 50))).items.map(
    ({ policyId }) => policyId,
  );

it('a new installation records every policy invite from app-hosted audio, flagged, and declines direct calls', async () => {
  expect(await decided('policyRecording', SALES)).toEqual({
    action: 'record',
    ruleId: 'default-record-policy-invites',
    ruleVersion: 1,
    reason: 'anyPolicy',
    flags: ['unknownPolicy'],
    mediaKind: 'appHosted',
    modalities: ['audio'],
    participantCapacity: 100,
    contentSharingNotifications: true,
    prefetchPrompts: [],
  });
  expect(await decided('direct', null)).toEqual({
    action: 'decline',
    ruleId: 'default-decline-direct-calls',
    ruleVersion: 1,
    reason: 'directCall',
    flags: [],
    rejectReason: 'forbidden',
  });
});

it('seeding again changes nothing that an operator has changed or retired', async () => {
  await put('default-record-policy-invites', { match: 'anyPolicy', policyIdentifier: null, participantCapacity: 7 });
  await retire('default-decline-direct-calls');

  await Promise.all([seed(database.dataSource), seed(database.dataSource)]);

  expect(await decided('policyRecording', SALES)).toMatchObject({ participantCapacity: 7 });
  expect(await ids(false)).toEqual(['default-record-policy-invites']);
});

it('records a policy invite and declines a direct call even when the table is empty', async () => {
  await database.pool.query('TRUNCATE recording_policy CASCADE');

  expect(await decided('policyRecording', SALES)).toMatchObject({
    action: 'record',
    flags: ['unknownPolicy', 'noRule'],
  });
  expect(await decided('direct', null)).toMatchObject({ action: 'decline', reason: 'noRule' });
});

it('decides the next call by the policy that was put last, and no call by one that was retired', async () => {
  await put('sales', { tenantId: TENANT.toUpperCase() });
  expect(await decided('policyRecording', SALES.toLowerCase(), TENANT.toUpperCase())).toMatchObject({
    ruleId: 'sales',
    modalities: ['audio', 'video'],
    participantCapacity: 200,
    contentSharingNotifications: false,
    flags: [],
  });

  await put('sales', { tenantId: TENANT, action: 'decline', rejectReason: 'busy' });
  expect(await decided('policyRecording', SALES)).toMatchObject({ action: 'decline', rejectReason: 'busy' });

  await retire('sales');
  expect(await decided('policyRecording', SALES)).toMatchObject({ ruleId: 'default-record-policy-invites' });
});

it("never decides a call by another tenant's policy", async () => {
  await put('theirs', { tenantId: '22222222-2222-4222-8222-222222222222', action: 'decline' });

  expect(await decided('policyRecording', SALES)).toMatchObject({ action: 'record' });
});

it('gives back a redirect and prompts as they were put', async () => {
  const redirectTargets = [{ userId: 'u1' }, { phoneNumber: '+12345678901' }];
  await put('desk', {
    match: 'direct',
    policyIdentifier: null,
    action: 'redirect',
    redirectTargets,
    redirectTimeoutSeconds: 20,
  });
  expect(await decided('direct', null)).toMatchObject({
    action: 'redirect',
    targets: redirectTargets,
    timeoutSeconds: 20,
  });

  const prefetchPrompts = [{ uri: 'https://media.example/hello.wav', resourceId: 'r1' }];
  await put('desk', {
    match: 'direct',
    policyIdentifier: null,
    action: 'answer',
    mediaKind: 'serviceHosted',
    prefetchPrompts,
  });
  expect(await decided('direct', null)).toMatchObject({
    action: 'answer',
    mediaKind: 'serviceHosted',
    prefetchPrompts,
  });
});

it('keeps the time at which a policy was first retired, and says when there is none to retire', async () => {
  await put('sales', {});
  await retire('sales');
  const first = clock.now();
  clock.advance(60_000);
  await retire('sales');

  const { items } = await new ListPoliciesHandler(database).execute(new ListPolicies(null, true, null, 50));
  expect(items.find(({ policyId }) => policyId === 'sales')?.retiredAt).toEqual(first);
  await expect(retire('nobody')).rejects.toMatchObject({ code: 'policies.no-such-policy' });
});

it('lists every policy once, page by page, although many were put at one time', async () => {
  for (let n = 0; n < 23; n += 1) await put(`p${n}`, {});

  const seen: string[] = [];
  let after: ListPolicies['after'] = null;
  do {
    const page = await new ListPoliciesHandler(database).execute(new ListPolicies(null, false, after, 5));
    seen.push(...page.items.map(({ policyId }) => policyId));
    after = page.next;
  } while (after);

  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(25);
});

const versionsOf = async (policyId: string, before: number | null = null, limit = 50) =>
  new ListPolicyVersionsHandler(database).execute(new ListPolicyVersions(null, policyId, before, limit));

it('keeps every version of a policy, who made it and why, and none for a change that changes nothing', async () => {
  const first = await put('sales', {});
  await put('sales', {});
  const second = await put('sales', { action: 'decline', rejectReason: 'busy' });
  const third = await retire('sales');
  await retire('sales');

  expect([first.former, first.current.version]).toEqual([null, 1]);
  expect([second.former, second.current.version]).toEqual([first.current, 2]);
  expect(third.current).toEqual({ ...second.current, version: 3, retiredAt: clock.now() });
  const made = { changedAt: clock.now(), changedBy: 'somebody', changedByTenant: TENANT, reason: 'as agreed' };
  expect((await versionsOf('sales')).items).toEqual([
    { ...third.current, ...made },
    { ...second.current, ...made },
    { ...first.current, ...made },
  ]);
  expect((await versionsOf('sales', null, 2)).next).toBe(2);
  expect((await versionsOf('sales', 2, 2)).items.map(({ version }) => version)).toEqual([1]);
});

it('keeps the versions that a new installation begins with', async () => {
  const { items } = await versionsOf('default-record-policy-invites');

  expect(items).toMatchObject([{ version: 1, name: 'Record every policy invite', changedBy: null, reason: null }]);
});

it.each<[string, ExpectedPolicy, boolean]>([
  ['what it is', { versions: [1] }, true],
  ['one of several', { versions: [7, 1] }, true],
  ['any version', { versions: 'all' }, true],
  ['another version', { versions: [2] }, false],
  ['no version that there is', { versions: [] }, false],
  ['nothing there', 'new', false],
])('changes a policy only when it is what was expected: %s', async (_what, expected, isMet) => {
  await put('sales', {});

  const change = put('sales', { name: 'Other' }, expected);

  if (isMet) await expect(change).resolves.toMatchObject({ current: { name: 'Other', version: 2 } });
  else await expect(change).rejects.toMatchObject({ code: 'policies.policy-has-changed', facts: { version: 1 } });
});

it('makes a new policy only when that was expected', async () => {
  await expect(put('a', {}, { versions: 'all' })).rejects.toMatchObject({ code: 'policies.policy-has-changed' });
  await expect(put('b', {}, 'new')).resolves.toMatchObject({ current: { version: 1 } });
});

it('lets one of several win who put the same new policy at once, and loses no version of those who change it', async () => {
  const news = await Promise.allSettled([1, 2, 3, 4].map((n) => put('race', { participantCapacity: n }, 'new')));
  expect(news.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);

  const changes = await Promise.all([11, 12, 13].map((n) => put('race', { participantCapacity: n })));

  expect(changes.map(({ current }) => current.version).sort()).toEqual([2, 3, 4]);
  expect((await versionsOf('race')).items.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
});
