import { describe, expect, it } from 'vitest';
import type { ApiDocument, Operation, Schema } from './api-document.js';
import { documentChanges, isReplaced } from './document-changes.js';

/** A session with one of everything that a reply may hold. */
const session = () =>
  ({
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      state: { type: 'string', enum: ['up', 'over'] },
      endedAt: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
      count: { type: 'integer', minimum: 0, maximum: 10 },
      flags: { type: 'array', items: { type: 'string' }, maxItems: 10 },
      twin: { anyOf: [{ $ref: '#/components/schemas/Session' }, { type: 'null' }] },
    },
    required: ['id', 'state', 'endedAt', 'flags', 'count'],
  }) satisfies Schema;

const target = (name: string) =>
  ({
    type: 'object',
    properties: { [name]: { type: 'string' } },
    required: [name],
    additionalProperties: false,
  }) satisfies Schema;

/** An order with one of everything that a request may hold. */
const order = () =>
  ({
    type: 'object',
    properties: {
      reason: { type: 'string', minLength: 1, maxLength: 500, pattern: '^.*$' },
      seconds: { type: 'integer', minimum: 1, maximum: 3_600 },
      how: { type: 'string', enum: ['now', 'later'] },
      note: { type: ['string', 'null'] },
      to: { oneOf: [target('userId'), target('phone')] },
    },
    required: ['reason'],
  }) satisfies Schema;

function api() {
  const get = {
    operationId: 'getSession',
    security: [{ entra: ['Read'] }],
    parameters: [
      { in: 'path', name: 'id', required: true, schema: { type: 'string', format: 'uuid' } },
      { in: 'query', name: 'limit', schema: { type: 'integer', minimum: 1, maximum: 200 } },
    ],
    responses: {
      200: {
        headers: { ETag: { $ref: '#/components/headers/ETag' } },
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/Session' } },
          'text/event-stream': { 'x-events': { sessions: { $ref: '#/components/schemas/Session' } } },
        },
      },
      404: {},
    },
  } satisfies Operation;
  const post = {
    operationId: 'stopSession',
    security: [{ entra: ['Operate'] }],
    requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
    responses: { 204: {} },
  } satisfies Operation;
  return {
    paths: { '/admin/v1/sessions/{id}': { get }, '/admin/v1/sessions/{id}/stop': { post } },
    components: {
      schemas: { Session: session(), Order: order(), Other: {} },
      headers: { ETag: { schema: { type: 'string' } } },
    },
  };
}

type Api = ReturnType<typeof api>;
type Edit = (api: Api) => void;

const get = ({ paths }: Api) => paths['/admin/v1/sessions/{id}'].get;
const post = ({ paths }: Api) => paths['/admin/v1/sessions/{id}/stop'].post;
const body = ({ components }: Api) => components.schemas.Order.properties;
const reply = ({ components }: Api) => components.schemas.Session.properties;

/** Edits that the type of a sound document would not allow. */
const without =
  (part: (api: Api) => object, member: string): Edit =>
  (each) =>
    void Reflect.deleteProperty(part(each), member);
const having =
  (part: (api: Api) => object, members: object): Edit =>
  (each) =>
    void Object.assign(part(each), members);

function changesBy(edit: Edit) {
  const current = api();
  edit(current);
  return documentChanges(api(), current);
}

const limit = (each: Api) => get(each).parameters[1]!;
const asked = (required: boolean) => ({ in: 'query', name: 'tenant', required, schema: { type: 'string' } });

describe('an API that is as it was', () => {
  it('has not changed', () => {
    expect(changesBy(() => {})).toEqual([]);
  });

  it.each<[string, Edit]>([
    ['null as a type or as an alternative', having(body, { note: { anyOf: [{ type: 'null' }, { type: 'string' }] } })],
    [
      'a schema in place of a reference to it',
      having((each) => post(each).requestBody.content['application/json'], { schema: order() }),
    ],
    ['words', having((each) => body(each).reason, { description: 'Why.', examples: ['because'] })],
  ])('may be written otherwise: %s', (_, edit) => {
    expect(changesBy(edit)).toEqual([]);
  });
});

describe('clients break by', () => {
  it.each<[what: string, where: RegExp, edit: Edit]>([
    ['a path that is gone', /^POST .*\/stop$/, without(({ paths }) => paths, '/admin/v1/sessions/{id}/stop')],
    ['an operation that is gone', /^GET /, without(({ paths }) => paths['/admin/v1/sessions/{id}'], 'get')],
    ['an operation with another name', /^GET /, having(get, { operationId: 'showSession' })],
    ['another role', /^GET /, having(get, { security: [{ entra: ['Operate'] }] })],
    ['a schema that is gone', /^schema Other$/, without(({ components }) => components.schemas, 'Other')],

    ['a reply that is gone', /reply 404$/, without((each) => get(each).responses, '404')],
    [
      'a media type that is gone',
      /as application\/json$/,
      without((each) => get(each).responses[200].content, 'application/json'),
    ],
    [
      'an event that is gone',
      /event sessions$/,
      without((each) => get(each).responses[200].content['text/event-stream']['x-events'], 'sessions'),
    ],
    ['a header that is gone', /header ETag$/, without((each) => get(each).responses[200].headers, 'ETag')],
    [
      'another type of a header',
      /header ETag$/,
      having(({ components }) => components.headers.ETag.schema, { type: 'integer' }),
    ],

    ['a parameter that is gone', /query limit$/, (each) => void get(each).parameters.pop()],
    ['a parameter that must be sent', /query limit$/, having(limit, { required: true })],
    [
      'a new parameter that must be sent',
      /query tenant$/,
      (each) => void get(each).parameters.push(asked(true) as never),
    ],
    ['a parameter that is written otherwise', /query limit$/, having(limit, { explode: false })],
    ['a lower maximum of a parameter', /query limit$/, having((each) => limit(each).schema, { maximum: 100 })],

    ['a body that is gone', /body$/, without(post, 'requestBody')],
    ['a body that must be sent', /body$/, having((each) => post(each).requestBody, { required: true })],
    [
      'a member that must be sent',
      /\(request\)\.how$/,
      ({ components }) => void components.schemas.Order.required.push('how'),
    ],
    ['a member that is no longer taken', /\(request\)\.how$/, without(body, 'how')],
    [
      'other members that are no longer taken',
      /^Order \(request\)$/,
      having(({ components }) => components.schemas.Order, { additionalProperties: false }),
    ],
    ['a value that is no longer taken', /\(request\)\.how$/, (each) => void body(each).how.enum.pop()],
    ['a list of what is taken', /\(request\)\.note$/, having((each) => body(each).note, { enum: ['a', null] })],
    ['a lower maximum', /\(request\)\.seconds$/, having((each) => body(each).seconds, { maximum: 60 })],
    ['a higher minimum', /\(request\)\.seconds$/, having((each) => body(each).seconds, { minimum: 2 })],
    ['a shorter text', /\(request\)\.reason$/, having((each) => body(each).reason, { maxLength: 100 })],
    ['a limit where none was', /\(request\)\.note$/, having((each) => body(each).note, { maxLength: 10 })],
    ['another pattern', /\(request\)\.reason$/, having((each) => body(each).reason, { pattern: '^[a-z]*$' })],
    ['a format where none was', /\(request\)\.reason$/, having((each) => body(each).reason, { format: 'uuid' })],
    ['null that is no longer taken', /\(request\)\.note$/, having((each) => body(each).note, { type: 'string' })],
    ['another type of what is sent', /\(request\)\.seconds$/, having((each) => body(each).seconds, { type: 'string' })],
    ['an alternative that is no longer taken', /\(request\)\.to$/, (each) => void body(each).to.oneOf.pop()],
    [
      'an alternative that takes less',
      /\(request\)\.to$/,
      having((each) => body(each).to.oneOf[0]!.properties.userId!, { maxLength: 36 }),
    ],

    ['a member that is no longer told', /\(reply\)\.count$/, without(reply, 'count')],
    [
      'a member that may be absent',
      /\(reply\)\.count$/,
      ({ components }) => void components.schemas.Session.required.pop(),
    ],
    ['a member that may be null', /\(reply\)\.id$/, having((each) => reply(each).id, { type: ['string', 'null'] })],
    ['another type of what is told', /\(reply\)\.count$/, having((each) => reply(each).count, { type: 'number' })],
    [
      'another type within a list',
      /\(reply\)\.flags\[\]$/,
      having((each) => reply(each).flags.items, { type: 'integer' }),
    ],
    ['text in another form', /\(reply\)\.id$/, without((each) => reply(each).id, 'format')],
    ['a new alternative', /\(reply\)\.twin$/, (each) => void reply(each).twin.anyOf.push({ type: 'string' })],
  ])('%s', (_, where, edit) => {
    expect(changesBy(edit)).toEqual([
      { isBreaking: true, where: expect.stringMatching(where) as string, what: expect.any(String) as string },
    ]);
  });
});

describe('noted, and nobody breaks by', () => {
  it.each<[what: string, edit: Edit]>([
    ['a new path', having(({ paths }) => paths, { '/admin/v1/more': { get: { responses: {} } } })],
    ['a new reply', having((each) => get(each).responses, { 429: {} })],
    ['a new parameter', (each) => void get(each).parameters.push(asked(false) as never)],
    ['a new member of what is sent', having(body, { more: { type: 'string' } })],
    ['a new value of what is sent', (each) => void body(each).how.enum.push('never')],
    ['a higher maximum', having((each) => body(each).seconds, { maximum: 7_200 })],
    ['one pattern less', without((each) => body(each).reason, 'pattern')],
    ['a new member of a reply', having(reply, { more: { type: 'string' } })],
    ['a new value of a reply', (each) => void reply(each).state.enum.push('lost')],
    ['a value less in a reply', (each) => void reply(each).state.enum.pop()],
    ['a longer list in a reply', having((each) => reply(each).flags, { maxItems: 20 })],
  ])('%s', (_, edit) => {
    expect(changesBy(edit)).toEqual([expect.objectContaining({ isBreaking: false })]);
  });
});

it.each<[what: string, edit: Edit]>([
  ['whole numbers may become any', having((each) => body(each).seconds, { type: 'number' })],
  ['a member may always be there', ({ components }) => void components.schemas.Session.required.push('twin')],
  ['a new alternative may be taken', (each) => void body(each).to.oneOf.push({ type: 'string' } as never)],
])('%s', (_, edit) => {
  expect(changesBy(edit)).toEqual([]);
});

it.each<[Edit, string]>([
  [having((each) => body(each).reason, { not: { const: 'none' } }), 'the keyword not'],
  [having((each) => body(each).to, { properties: {} }), 'the keyword properties'],
  [having(body, { reason: { $ref: '#/nowhere' } }), 'leads nowhere'],
])('what cannot be compared is refused rather than overlooked', (edit, why) => {
  expect(() => changesBy(edit)).toThrow(why);
});

it('an operation may be named that had no name', () => {
  const former = api();
  Reflect.deleteProperty(get(former), 'operationId');

  expect(documentChanges(former, api())).toEqual([expect.objectContaining({ isBreaking: false })]);
});

it('clients may be asked to change when nothing is left of the version that they know', () => {
  const served = (...paths: string[]): ApiDocument => ({
    paths: Object.fromEntries(paths.map((path) => [path, {}])),
    components: {},
  });
  const former = served('/admin/v1/a', '/admin/v1/b');

  expect(isReplaced(former, served('/admin/v2/a', '/admin/v3/a'))).toBe(true);
  expect(isReplaced(former, served('/admin/v2/a', '/admin/v2/b', '/admin/v1/b'))).toBe(false);
  expect(isReplaced(former, former)).toBe(false);
  expect(isReplaced(former, served())).toBe(false);
});
