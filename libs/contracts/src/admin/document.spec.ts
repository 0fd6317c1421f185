import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { adminDocument } from './document.js';

interface Operation {
  operationId: string;
  security?: unknown;
  parameters?: unknown;
  requestBody?: unknown;
  responses: Record<string, { headers: Record<string, { $ref: string }> }>;
}

const document = JSON.parse(JSON.stringify(adminDocument())) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; headers: Record<string, object> };
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

const VERBS = 'list|get|explain|try|put|retire|drain|resume|pause|stop|hangUp|follow|export';

it('every operation has a name of its own: a verb, and what it is done to', () => {
  const names = operations.map(({ operationId }) => operationId);

  for (const name of names) expect(name).toMatch(new RegExp(`^(${VERBS})([A-Z][a-z]+)+$`));
  expect(new Set(names).size).toBe(names.length);
});

it('every reply tells its caller what is left to them, and every header is described', () => {
  for (const { name, responses } of operations) {
    for (const [status, { headers }] of Object.entries(responses)) {
      const told = Object.keys(headers);
      expect(told, `${status} of ${name}`).toEqual(expect.arrayContaining(['RateLimit', 'RateLimit-Policy']));
      for (const each of told) expect(document.components.headers).toHaveProperty([each]);
    }
  }
});

/** Schemas of text within a part of the document and what it refers to, by where they are. */
function textsIn(part: unknown, where: string): [where: string, schema: object][] {
  if (typeof part !== 'object' || part === null) return [];
  if ('$ref' in part) {
    const name = String(part.$ref).split('/').at(-1)!;
    return textsIn(document.components.schemas[name], `${where} ${name}`);
  }
  const own: [string, object][] = 'type' in part && part.type === 'string' ? [[where, part]] : [];
  return [...own, ...Object.entries(part).flatMap(([key, value]) => textsIn(value, `${where}/${key}`))];
}

it('no text that a caller may send is without a limit and a form', () => {
  const sent = operations.flatMap(({ name, parameters, requestBody }) => textsIn({ parameters, requestBody }, name));

  expect(sent.length).toBeGreaterThan(50);
  for (const [where, schema] of sent) {
    const has = (...members: string[]) => members.some((member) => member in schema);
    expect(has('maxLength', 'enum', 'const'), where).toBe(true);
    expect(has('pattern', 'format', 'enum', 'const'), where).toBe(true);
  }
});
