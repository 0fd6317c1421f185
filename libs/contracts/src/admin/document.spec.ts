import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { adminDocument } from './document.js';

const document = JSON.parse(JSON.stringify(adminDocument())) as {
  paths: Record<string, Record<string, { security?: unknown }>>;
  components: { schemas: Record<string, object> };
};
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
);

it('docs/admin-api.openapi.json is what the schemas say (else: npm run build && node dist/scripts/admin-contract.js)', () => {
  const file = new URL('../../../../docs/admin-api.openapi.json', import.meta.url);

  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(document);
});

it.each(operations)('$name names the app role that it asks for', ({ security }) => {
  expect(security).toEqual([{ entra: [expect.stringMatching(/^Recording\.(Read|Operate|Audit|Comply)$/)] }]);
});

it('tells a client to live with members that a later version adds', () => {
  expect(document.components.schemas.Session).not.toHaveProperty('additionalProperties');
  expect(document.components.schemas.PolicyBody).toMatchObject({ additionalProperties: false });
});
