import { storableText } from './storable-text.js';

/**
 * Readers of JSON that may be anything. What is absent, null or of the wrong type reads as null, because Graph adds,
 * drops and respells members without notice (protocol §1.3). No reader throws, and none follows the data's own depth.
 */

/** Longer than any id of Graph, short enough for an index of PostgreSQL. */
const LONGEST_TEXT = 512;

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member; the exact spelling first, else the first that differs in case only (`subCode`). */
export function member(value: unknown, name: string): unknown {
  if (!isObject(value)) return null;
  if (Object.hasOwn(value, name)) return value[name] ?? null;
  const wanted = name.toLowerCase();
  const key = Object.keys(value).find((key) => key.length === wanted.length && key.toLowerCase() === wanted);
  return key === undefined ? null : (value[key] ?? null);
}

/** Text that says something: an empty one, and one too long to be what it claims to be, read as null. */
export function text(value: unknown, name: string, longest = LONGEST_TEXT): string | null {
  return asText(member(value, name), longest);
}

/** The texts of an array; what is no text in it is left out. */
export function texts(value: unknown, name: string): string[] {
  return items(member(value, name)).flatMap((element) => asText(element, LONGEST_TEXT) ?? []);
}

function asText(found: unknown, longest: number): string | null {
  return typeof found === 'string' && found !== '' && found.length <= longest ? storableText(found) : null;
}

/** One of Graph's open enums: its own spelling whatever case arrived; a member we do not know, as received. */
export function openEnum(value: unknown, name: string, known: readonly string[]): string | null {
  const found = text(value, name);
  return found === null ? null : (oneOf(found, known) ?? found);
}

/** The known spelling of an enum's member, null for one we do not know. */
export function oneOf<Member extends string>(found: string | null, known: readonly Member[]): Member | null {
  const lower = found?.toLowerCase();
  return known.find((candidate) => candidate.toLowerCase() === lower) ?? null;
}

export function flag(value: unknown, name: string): boolean | null {
  const found = member(value, name);
  if (typeof found === 'boolean') return found;
  return typeof found === 'string' ? ({ true: true, false: false }[found.toLowerCase()] ?? null) : null;
}

/** A whole number, also when it came as text (protocol §1.3 rule 7). */
export function integer(value: unknown, name: string): number | null {
  const found = member(value, name);
  const number = typeof found === 'string' && /^-?\d{1,16}$/.test(found) ? Number(found) : found;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

const GREATEST_INT64 = 9223372036854775807n;

/** A sequence number: Graph's Int64 need not fit a JavaScript number, so it stays decimal text (protocol §9.5). */
export function sequenceNumber(value: unknown, name: string): string | null {
  const found = member(value, name);
  const isWhole = typeof found === 'number' ? Number.isInteger(found) : typeof found === 'string';
  if (!isWhole || (typeof found === 'string' && !/^\d{1,19}$/.test(found))) return null;
  const number = BigInt(found as number | string);
  return number >= 0n && number <= GREATEST_INT64 ? number.toString() : null;
}

/** The members of an array; anything else has none. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The last part of `@odata.type`, lower case, with or without `#` and namespace: `call`; null when there is none. */
export function odataType(value: unknown): string | null {
  return text(value, '@odata.type')?.split('.').at(-1)?.replace('#', '').toLowerCase() ?? null;
}
