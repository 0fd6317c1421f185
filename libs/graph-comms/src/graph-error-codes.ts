import type { ExplainedCode, Said } from './explained-code.js';

const NO_SUCH_CALL: Said = [
  'warn',
  'Graph knows no such call, because it is over, the answer came too late, or the tenant or the cloud is another one',
];

/** With what Graph refuses, by code in lower case: the table of protocol §8.2, and what its corpus of errors adds. */
const REFUSALS = new Map<string, Said>([
  ['8522', NO_SUCH_CALL],
  ['itemnotfound', NO_SUCH_CALL],
  ['8506', ['error', 'Graph does not take this for a call to which a recording policy invited the recorder']],
  ['7503', ['error', 'the application is not registered for calling: its Teams channel is off, or its id is wrong']],
  ['7504', ['error', 'the tenant has not consented to the permissions it takes, or the token was of another tenant']],
  ['7505', ['error', 'the token was of another tenant than the call']],
  ['7507', ['error', 'the identity that the call was to come from is not valid']],
  ['2203', ['error', 'a fault of media, certificate or configuration: look at the media host']],
  ['invalidauthenticationtoken', ['error', 'the token had expired, or was for another audience']],
  ['toomanyrequests', ['warn', 'Graph throttled the application']],
]);

/** Codes that are none of Graph's but ours (graph-comms.errors.ts), and those that no list has. */
const FALLBACKS: readonly (readonly [pattern: RegExp, said: Said])[] = [
  [/^token\./, ['error', 'the identity platform gave no token to ask Graph with']],
  [/^deadline$/, ['warn', 'the time was up before Graph could be asked']],
  // Node, TLS and undici shout; Graph does not.
  [/^(timeout|unknown|[A-Z][A-Z0-9_]+)$/, ['warn', 'no reply of Graph came back']],
  [/^5\d\d$/, ['error', 'Graph failed']],
  [/^4\d\d$/, ['warn', 'Graph refused, with a code that no list has']],
];
const UNLISTED: Said = ['warn', 'Graph refused with a code that no list has'];

/** Why Graph did not do what it was asked; `code` as GraphRequestFailed has it. */
export function explainGraphError(code: string): ExplainedCode {
  const known = REFUSALS.get(code.toLowerCase());
  const [severity, meaning] = known ?? FALLBACKS.find(([pattern]) => pattern.test(code))?.[1] ?? UNLISTED;
  return { code, meaning, severity, known: known !== undefined };
}
