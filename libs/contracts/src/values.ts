import { z } from 'zod';

/**
 * Values that a caller may send, held to what every part of the system can keep. Whatever these let through fits its
 * column; so a schema made of them turns hostile input into a refusal, and never into a fault of the database.
 */

const PLAIN = /^[^\p{Cc}\p{Cs}]*$/u;
const NOT_PLAIN = 'must not contain control characters or lone surrogates';

/** Text. Control characters mean nothing in any of it; Postgres takes neither NUL nor, in JSON, half a surrogate pair. */
export const plainText = (max: number) => z.string().min(1).max(max).regex(PLAIN, NOT_PLAIN);

/** How many of something: what an `integer` column takes. */
export const count = (max = 2_147_483_647) => z.int().min(0).max(max);

/** An absolute URL of some scheme, without a user or password: everybody who may list it could use them. */
export const plainUrl = (protocol?: RegExp) =>
  z
    .url({ ...(protocol && { protocol }) })
    .max(2_048)
    // The parser drops some of them, and what it dropped would still be stored.
    .refine((text) => PLAIN.test(text), NOT_PLAIN)
    .refine((text) => !parsed(text)?.username && !parsed(text)?.password, 'must not carry a user or password');

export const webUrl = () => plainUrl(/^https?$/);

/** A root that paths are put after: https, or plain http that never leaves the machine. Its last slashes are dropped. */
export const rootUrl = () =>
  webUrl()
    .refine((text) => !/[?#]/.test(text), 'must not carry a query or fragment')
    .refine(
      (text) => parsed(text)?.protocol !== 'http:' || isLoopback(text),
      'must be https, but on a loopback address',
    )
    .transform((text) => new URL(text).href.replace(/\/+$/, ''));

/** Null for what the other checks refuse: each runs, whatever those before it said. */
function parsed(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** Also in libs/platform, which may not be imported here: contracts go to browsers and to other people's hosts. */
function isLoopback(url: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(parsed(url)?.hostname ?? '');
}
