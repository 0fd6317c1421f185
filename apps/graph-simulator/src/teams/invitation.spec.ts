import { expect, it } from 'vitest';
import { readDataFile } from '../files.js';
import { aLeg } from '../spec-support/a-leg.js';
import { FIXTURES, incomingNotification } from './invitation.js';

/** A body without what is filled in: ids, names, tokens, policies. */
const shape = (body: unknown) =>
  JSON.stringify(body)
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9A-F]{32}/gi, '#')
    .replace(/"(token|displayName|policyIdentifier)":("[^"]*"|null)/g, '"$1":"…"');

it.each(FIXTURES)('sends %s as it was published, but for its ids', (fixture) => {
  const published = (JSON.parse(readDataFile(`fixtures/${fixture}.json`)) as { body: object }).body;

  expect(shape(incomingNotification(aLeg(), fixture))).toBe(shape(published));
});

it('never uses an id of a published body again', () => {
  const published =
    readDataFile('fixtures/answer-page-3-policy-recording.json').match(/[0-9a-f]{8}-[0-9a-f-]{27}/gi) ?? [];

  const sent = JSON.stringify(incomingNotification(aLeg(), 'answer-page-3-policy-recording'));

  expect(published.length).toBeGreaterThan(10);
  expect(published.filter((id) => sent.includes(id))).toEqual([]);
});

it('names the leg, the person and the conversation where the published body names its own', () => {
  const leg = aLeg();

  const body = incomingNotification(leg, 'answer-page-3-policy-recording');

  expect(body).toMatchObject({
    value: [
      {
        resourceUrl: `/communications/calls/${leg.id}`,
        resourceData: {
          id: leg.id,
          tenantId: leg.tenantId,
          callChainId: leg.callChainId,
          incomingContext: { observedParticipantId: leg.plan.person.participantId },
          source: { identity: { user: { id: leg.plan.person.userId } } },
          applicationMetadata: { botData: { policyIdentifier: 'TeamsComplianceRecordingPolicy=Tenant:Contoso' } },
        },
      },
    ],
  });
});

it('takes overrides for a test that wants something odd', () => {
  const overrides = { tenantId: null, applicationMetadata: { botData: { inviteReasons: [] } } };

  const body = incomingNotification(aLeg(), 'policy-recording-as-seen', overrides);

  expect(body).toMatchObject({
    value: [
      { resourceData: { tenantId: null, applicationMetadata: { botData: { inviteReasons: [], isMultiParty: true } } } },
    ],
  });
});

it('gives every invitation a join token of its own that looks worth hiding', () => {
  const token = () =>
    /"token":"([^"]+)"/.exec(JSON.stringify(incomingNotification(aLeg(), 'policy-recording-as-seen')))?.[1];

  expect(token()).toMatch(/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{80,}$/);
  expect(token()).not.toBe(token());
});
