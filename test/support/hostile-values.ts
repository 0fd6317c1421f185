import fc from 'fast-check';
import type { ApiRequest } from './api-requests.js';

/** One part of a request, and what is put there. A value that takes a text makes it of the sound one. */
interface Damage {
  place: number;
  value: unknown;
}

/** The number of a sound request, and the damages to it. */
export type Attack = [request: number, damages: Damage[]];

const BAD_CHARACTERS = ['\0', '\ud800', '\udfff', '\u0001', '\n', '\u202e', '😀'];
/** Of SQL, shells, templates, pages, patterns and headers. */
const INJECTIONS = [
  ...["'; DROP TABLE recording_session --", "' OR '1'='1", '1; SELECT pg_sleep(9)', '$(sleep 9)', '`sleep 9`', '%_\\'],
  ...['${7*7}', '{{7*7}}', '<script>alert(1)</script>', '\r\nx-injected: 1', '%0d%0ax-injected: 1'],
];
/** As our own are written, of what none of ours is. */
const CURSORS = [{}, [], ['1'], [1, 1], ['9'.repeat(30), 'x'], ['-1', ''], ['1e9', '\0'], ['NaN', null]].map((parts) =>
  Buffer.from(JSON.stringify(parts)).toString('base64url'),
);
const TEXTS = [
  ...INJECTIONS,
  ...CURSORS,
  ...['', ' ', ...BAD_CHARACTERS, '%00', '%', '\\u0000', '__proto__', '../..'],
  ...['x'.repeat(300), 'x'.repeat(5_000), '9'.repeat(400), 'null', '-1', '1e308', '2147483648', 'true'],
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999-23:59', '0001-01-01T00:00:00.000Z', '2026-02-30T00:00:00Z'],
  ...['https://a\0b', 'https://me:secret@a.example', 'https://a.example/?q#f', 'javascript:alert(1)', 'file:///etc'],
  ...['https://[::1', 'http://[::1', 'http://a.example', 'https://', 'HTTPS://A.EXAMPLE', '//a.example'],
];
const NUMBERS = [
  -1,
  -0,
  0.5,
  5e-324,
  1,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  1e22,
  1e308,
  -(2 ** 31) - 1,
];
const OTHERS = [null, true, [], {}, [null], [[]], ['\0'], { a: '\0' }, deep(20), deep(60), deep(100)];
/** The sound text, spoilt: what passes for it until it is stored. */
const SPOILERS = [
  ...BAD_CHARACTERS.flatMap((bad) => [
    (text: string) => text + bad,
    (text: string) => text.slice(0, text.length / 2) + bad + text.slice(text.length / 2),
  ]),
  (text: string) => text.toUpperCase(),
  (text: string) => ` ${text} `,
  (text: string) => text.replace('//', '//me:secret@'),
];

const VALUES: readonly unknown[] = [...TEXTS, ...NUMBERS, ...OTHERS, ...SPOILERS];

/** Every value in every place of every request. */
export function everyAttack(requests: readonly ApiRequest[]): Attack[] {
  return requests.flatMap((request, number) =>
    placesIn(request).flatMap((_place, place) => VALUES.map((value): Attack => [number, [{ place, value }]])),
  );
}

/** Some at once, and what nobody thought of. */
export function anyAttack(requests: readonly ApiRequest[]): fc.Arbitrary<Attack> {
  const value = fc.oneof(
    fc.constantFrom(...VALUES),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.double(),
    fc.jsonValue({ maxDepth: 3 }),
  );
  const damages = fc.array(fc.record({ place: fc.nat(), value }), { maxLength: 3 });
  return fc.tuple(fc.nat({ max: requests.length - 1 }), damages);
}

export function attacked(requests: readonly ApiRequest[], [number, damages]: Attack): ApiRequest {
  const request = structuredClone(requests[number]!);
  for (const { place, value } of damages) {
    const places = placesIn(request);
    const found = places[place % places.length];
    if (!found) continue;
    const { inside, name } = found;
    const sound = inside[name];
    inside[name] =
      typeof value === 'function' ? (value as (text: string) => string)(String(sound)) : structuredClone(value);
  }
  return request;
}

interface Place {
  inside: Record<string, unknown>;
  name: string;
}

/** Parameters, and the body with everything in it. */
function placesIn(request: ApiRequest): Place[] {
  const { path, query } = request;
  const body = 'body' in request ? within(request as unknown as Record<string, unknown>, ['body']) : [];
  return [...within(path), ...within(query), ...body];
}

function within(inside: Record<string, unknown>, names = Object.keys(inside)): Place[] {
  return names.flatMap((name) => {
    const value = inside[name];
    const deeper = typeof value === 'object' && value !== null ? within(value as Record<string, unknown>) : [];
    return [{ inside, name }, ...deeper];
  });
}

function deep(levels: number): unknown {
  return Array.from({ length: levels }).reduce<unknown>(
    (inner, _, level) => (level % 2 ? [inner] : { a: inner }),
    '\0',
  );
}
