import type { adminDocument } from '@app/contracts';

/** The parts of a JSON schema that our documents use. */
interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  pattern?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  minimum?: number;
}

interface Described {
  security?: Record<string, string[]>[];
  parameters?: { in: 'path' | 'query'; name: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** A request by its parts; parts are JSON, whatever becomes of them in a URL. */
export interface ApiRequest {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  body?: unknown;
}

export interface Operation {
  /** E.g. `PUT /media/v1/hosts/{hostId}`. */
  name: string;
  method: string;
  path: string;
  /** The app roles that the description asks a token for. */
  roles: string[];
  /** Requests as the description has them: one for each form of the body. */
  requests(sound: Sound): ApiRequest[];
}

/**
 * Values by name that are good now: the id of something that exists, or parts that must go together. Undefined: a
 * parameter that is left out, because it does not go with the others.
 */
export type Sound = Readonly<Record<string, unknown>>;

/** Every operation of one of our OpenAPI documents. */
export function operationsOf(document: ReturnType<typeof adminDocument>): Operation[] {
  // Through JSON, because a document shares its schemas with the library that made it.
  const { paths, components } = JSON.parse(JSON.stringify(document)) as {
    paths: Record<string, Record<string, Described>>;
    components: { schemas: Record<string, Schema> };
  };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== 'servers')
      .map(([method, { parameters, requestBody, security = [] }]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        roles: security.flatMap((scheme) => Object.values(scheme)).flat(),
        requests: (sound) => requestsOf(resolved({ parameters, requestBody }, components.schemas), sound),
      })),
  );
}

/** Path and query of a request. */
export function urlOf({ path: template }: Operation, { path, query }: ApiRequest): string {
  const filled = Object.entries(path).reduce(
    (url, [name, value]) => url.replace(`{${name}}`, () => escaped(value)),
    template,
  );
  const pairs = Object.entries(query).map(([name, value]) => `${escaped(name)}=${escaped(value)}`);
  return pairs.length > 0 ? `${filled}?${pairs.join('&')}` : filled;
}

/** A lone surrogate has no escape: what its bytes would be stands there instead. */
function escaped(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\u0002')).replaceAll('%02', '%ED%A0%80');
}

function resolved<T>(described: T, schemas: Record<string, Schema>): T {
  return JSON.parse(JSON.stringify(described), (_key, value: Schema | null) => {
    const name = value?.$ref?.split('/').at(-1);
    return name ? resolved(schemas[name], schemas) : value;
  }) as T;
}

function requestsOf({ parameters = [], requestBody }: Described, sound: Sound): ApiRequest[] {
  const values = (where: 'path' | 'query') =>
    Object.fromEntries(
      parameters
        .filter((each) => each.in === where)
        .map(({ name, schema }) => [name, valueOf(schema, name, sound)] as const)
        .filter(([, value]) => value !== undefined),
    );
  const request = () => ({ path: values('path'), query: values('query') });
  const body = requestBody?.content['application/json']?.schema;
  if (!body) return [request()];
  return (body.oneOf ?? [body]).map((form) => ({ ...request(), body: valueOf(form, '', sound) }));
}

/** What a schema asks for, with every member there is. */
function valueOf(schema: Schema, name: string, sound: Sound): unknown {
  const { anyOf, oneOf, type, properties = {}, items, format, minimum = 0 } = schema;
  if (name in sound) return sound[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = anyOf ?? oneOf ?? [];
  if (first) return valueOf(first, name, sound);
  if (type === 'object') {
    return Object.fromEntries(Object.entries(properties).map(([key, member]) => [key, valueOf(member, key, sound)]));
  }
  // Of things that may be one of several: each of them.
  if (type === 'array') return (items?.anyOf ?? [items ?? {}]).map((item) => valueOf(item, '', sound));
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return minimum;
  if (format === 'date-time') return new Date().toISOString();
  if (format === 'uuid') return '5f1d2c3b-4a59-4687-9a8b-0c1d2e3f4a5b';
  if (format === 'uri') return 'https://somewhere.example.com/root';
  return 'text';
}
