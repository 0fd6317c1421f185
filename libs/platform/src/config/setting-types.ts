import { z } from 'zod';
import { isLoopback } from '../http/loopback.js';

function parsed(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

const withoutTrailingSlash = (text: string): string => text.replace(/\/+$/, '');

const webUrl = z
  .string()
  .refine((text) => ['http:', 'https:'].includes(parsed(text)?.protocol ?? ''), 'must be an https URL')
  .refine((text) => !parsed(text)?.username && !parsed(text)?.password, 'must not carry a user or password');

/** https, or http where it stays on this machine. */
export const url = webUrl
  .refine(
    (text) => !text.startsWith('http:') || !URL.canParse(text) || isLoopback(text),
    'must be https (plain http only on a loopback address)',
  )
  .transform(withoutTrailingSlash);

/** A root that paths are appended to: no query, no fragment. */
export const rootUrl = webUrl
  .refine((text) => !/[?#]/.test(text), 'must not carry a query or fragment')
  .transform(withoutTrailingSlash);

/** https always: MSAL refuses any other login authority. */
export const httpsUrl = rootUrl.refine((text) => text.startsWith('https:'), 'must be https, on any address');

/** Scheme, host and port, and no path: what a browser compares. */
export const origin = url.refine((text) => parsed(text)?.origin === text, 'must be an origin, without a path');

export const list = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  )
  .refine((entries) => entries.length > 0, 'must name at least one');

export const urls = list.pipe(z.array(url));

/** Made anew for every setting, because descriptions hang on the schema object. */
export const guid = () => z.guid('must be a GUID').transform((text) => text.toLowerCase());

export const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be between ${least} and ${most}`);
