import { Injectable } from '@nestjs/common';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { isLoopback } from '@app/platform';
import { readDataFile } from '../files.js';
import { VERBS, type Verb, type VerbRule } from './verbs.js';

interface Description {
  paths: Record<string, Record<string, { requestBody?: { content: { 'application/json': { schema: object } } } }>>;
  components: object;
}

/** Microsoft's own description of Graph v1.0, as the referee of every request. */
@Injectable()
export class RequestSchema {
  private readonly description: Description;
  private readonly validators = new Map<Verb, ValidateFunction | null>();
  private readonly ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });

  constructor() {
    this.description = parse(readDataFile('openapi/cloud-communications-v1.0.openapi.yaml')) as Description;
    (addFormats as unknown as (ajv: Ajv) => void)(this.ajv);
    // Compiled at the start: the first call must not pay for it.
    for (const [verb, rule] of Object.entries(VERBS)) this.validators.set(verb as Verb, this.compile(rule));
  }

  /** What the body breaks, or null. Beyond the description: what the pages ask of a body (protocol §7). */
  violation(verb: Verb, body: unknown): string | null {
    const validate = this.validators.get(verb) ?? null;
    if (!validate) return isEmpty(body) ? null : `${verb} takes no body`;
    if (!validate(body)) return explain(validate.errors ?? []);
    return pageRule(verb, body as Record<string, unknown>);
  }

  /** A validator for a type of the description, for tests that hold our own bodies to it. */
  type(name: string): ValidateFunction {
    return this.ajv.compile({
      $ref: `#/components/schemas/microsoft.graph.${name}`,
      components: this.description.components,
    });
  }

  private compile({ method, template }: VerbRule): ValidateFunction | null {
    const operation = this.description.paths[template]?.[method.toLowerCase()];
    if (!operation) throw new Error(`Microsoft's description has no ${method} ${template}`);
    const schema = operation.requestBody?.content['application/json'].schema;
    return schema ? this.ajv.compile({ ...schema, components: this.description.components }) : null;
  }
}

function isEmpty(body: unknown): boolean {
  return body === undefined || body === null || (typeof body === 'object' && Object.keys(body).length === 0);
}

function explain(errors: readonly ErrorObject[]): string {
  return errors.map(({ instancePath, message }) => `${instancePath || '/'} ${message ?? 'is wrong'}`).join('; ');
}

/** Rules that only the reference pages state; metadata leaves them out (protocol §7.2, §7.4, §7.5, C11, C12). */
function pageRule(verb: Verb, body: Record<string, unknown>): string | null {
  const { callbackUri, acceptedModalities, clientContext } = body;
  if (verb === 'answer' && !Array.isArray(acceptedModalities)) return '/acceptedModalities is required by the page';
  if (typeof clientContext === 'string' && clientContext.length > 256) return '/clientContext is longer than 256';
  if (typeof callbackUri === 'string' && !isCallback(callbackUri)) return '/callbackUri must be an https URL in ASCII';
  return verb === 'redirect' ? redirectRule(body) : null;
}

/** Up to 25 targets, each of them somebody, who ring for 15 to 90 s (page "call: redirect"). */
function redirectRule({ targets, timeout }: Record<string, unknown>): string | null {
  const callees = targets as { identity?: Record<string, unknown> | null }[];
  if (callees.length < 1 || callees.length > 25) return '/targets must be 1 to 25';
  const isSomebody = (member: unknown) => typeof (member as { id?: unknown } | null)?.id === 'string';
  const nobody = callees.findIndex(({ identity }) => !Object.values(identity ?? {}).some(isSomebody));
  if (nobody >= 0) return `/targets/${nobody}/identity names nobody`;
  if (typeof timeout === 'number' && (timeout < 15 || timeout > 90)) return '/timeout must be 15 to 90';
  return null;
}

/** A desk on one machine also takes plain http from that machine. */
function isCallback(uri: string): boolean {
  if (!URL.canParse(uri) || !/^[\x00-\x7f]*$/.test(uri)) return false;
  const { protocol } = new URL(uri);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(uri));
}
