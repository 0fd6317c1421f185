import fc from 'fast-check';
import { corpus, corpusFamilies, inboundExamples } from './published-payloads.fixture.js';

/** Published bodies as nobody publishes them: damaged in every way that JSON allows. For specs only. */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A place inside a value: the array or object, and the index or name in it. */
interface Place {
  inside: Record<string, Json>;
  name: string;
}

/** JSON.stringify would overflow on real depth, so depth is written into the text afterwards. */
const DEEP = '@deep@';

const bodies = [
  ...corpusFamilies().flatMap((family) => corpus(family)),
  ...inboundExamples('examples/'),
  ...inboundExamples('examples/unconfirmed/'),
]
  .filter(({ direction, bodyText }) => direction === 'inbound' && bodyText === null)
  .map(({ body }) => JSON.stringify(body));

const odd: fc.Arbitrary<Json> = fc.oneof(
  fc.jsonValue() as fc.Arbitrary<Json>,
  fc.constantFrom<Json>(DEEP, '\0', '\ud800', '', '__proto__', -0, 1e308, 2 ** 53, [], {}, [[]], [null], '..', '/'),
  fc.constantFrom<Json>('x'.repeat(100_000), '/communications/calls/'.repeat(5_000), 'eyJ'.repeat(30_000)),
  fc.constant<Json>(JSON.parse('{"__proto__":{"polluted":true,"state":"incoming"}}') as Json),
);

const KINDS = ['delete', 'null', 'recase', 'rename', 'repeat', 'swap', 'wrap', 'replace', 'add', 'proto'] as const;

interface Damage {
  kind: (typeof KINDS)[number];
  /** What is put there by the last three. */
  value: Json;
}

const damage: fc.Arbitrary<Damage> = fc.record({ kind: fc.constantFrom(...KINDS), value: odd });

/** The text of a published body after up to ten damages, at places all over it. */
export const damagedBody: fc.Arbitrary<string> = fc
  .record({
    body: fc.constantFrom(...bodies),
    damages: fc.array(fc.tuple(damage, fc.nat()), { minLength: 1, maxLength: 10 }),
    levels: fc.integer({ min: 1, max: 5_000 }),
  })
  .map(({ body, damages, levels }) => {
    const root = { body: JSON.parse(body) as Json };
    for (const [each, at] of damages) {
      const places = placesIn(root);
      const place = places[at % places.length];
      if (place) apply(each, place);
    }
    const deep = '[{"call":'.repeat(levels) + '0' + '}]'.repeat(levels);
    return JSON.stringify(root.body ?? null).replaceAll(`"${DEEP}"`, deep);
  });

/** Every place in a value; the value itself is at `body` of the root, so that it, too, may be replaced. */
export function placesIn(root: { body: Json }): Place[] {
  const places: Place[] = [];
  const open: Record<string, Json>[] = [root];
  for (let inside = open.pop(); inside; inside = open.pop()) {
    for (const [name, value] of Object.entries(inside)) {
      places.push({ inside, name });
      if (typeof value === 'object' && value !== null) open.push(value as Record<string, Json>);
    }
  }
  return places;
}

function apply({ kind, value }: Damage, { inside, name }: Place): void {
  const current = inside[name] ?? null;
  switch (kind) {
    case 'delete':
      return void delete inside[name];
    case 'null':
      return set(inside, name, null);
    case 'replace':
      return set(inside, name, copy(value));
    case 'wrap':
      return set(inside, name, [{ value: current }]);
    case 'swap':
      return set(inside, name, swapped(current));
    case 'recase':
      return typeof current === 'string'
        ? set(inside, name, current.toUpperCase())
        : rename(inside, name, recased(name));
    case 'rename':
      return rename(inside, name, `${name}_`);
    case 'repeat':
      return set(inside, name.toUpperCase(), copy(current));
    case 'add':
      return set(inside, `new ${Object.keys(inside).length}`, copy(value));
    case 'proto':
      return set(inside, '__proto__', copy(value));
  }
}

/** Generated values are shared between runs; one that was put into itself would never end. */
function copy(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

/** Defines rather than assigns, so that `__proto__` becomes a member of its own, as JSON.parse makes it. */
function set(inside: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(inside, name, { value, enumerable: true, configurable: true, writable: true });
}

function rename(inside: Record<string, Json>, name: string, to: string): void {
  const value = inside[name] ?? null;
  delete inside[name];
  set(inside, to, value);
}

function recased(name: string): string {
  return name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
}

/** An array as an object with its indices for names, and an object as the array of its values. */
function swapped(value: Json): Json {
  if (Array.isArray(value)) return Object.fromEntries(value.entries());
  return typeof value === 'object' && value !== null ? Object.values(value) : [value];
}
