import { storableText } from './storable-text.js';

export const REDACTED = '[redacted]';

/** Forms that give a secret or a person away wherever they stand. Repeats have bounds, so that long text takes no longer. */
const FORMS: readonly RegExp[] = [
  /\bbearer\s+\S{8}/i,
  // A link that opens a meeting, plain or inside another URL; the host differs by cloud.
  /meetup-join|teams\.[\w.]{1,60}(?:\/|%2f)(?:l(?:\/|%2f))?meet\b|meet\.lync\.com/i,
  // A mail address or user principal name. Chat threads and OData's annotations have an @ of their own.
  /[\w+-](?:@|%40)(?!thread\.|unq\.gbl\.|odata\.)(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24}\b/i,
  // Longer than any id (a thread's has 56), in either alphabet of base64: a key, a blob or an opaque token.
  /[\w-]{120}|[A-Za-z\d+/]{120}/,
];

/**
 * Ids, words, types: most texts by far. In these characters and so short there is no space behind "bearer", no @, nothing
 * of 120 characters, and without these letters no meeting's link and no JWT.
 */
const PLAIN = /^(?=[\w.#:-]{0,56}$)(?!.*(?:meet|eyj))/i;

/**
 * Text as it may be stored and logged: blanked as a whole when something in it has the form of a credential, a join URL,
 * a mail address or a blob (protocol §15.6); what stands around such a thing often belongs to it.
 */
export function redactText(text: string): string {
  if (PLAIN.test(text)) return text;
  return FORMS.some((form) => form.test(text)) || holdsJwt(text) ? REDACTED : storableText(text);
}

/** A JWT anywhere in the text: three parts with dots, of which one begins a JSON object. */
function holdsJwt(text: string): boolean {
  // "eyJ" is how `{"` begins in base64url. Splitting, unlike one expression for it all, is linear.
  if (!text.includes('eyJ')) return false;
  return text.split(/[^\w.-]+/).some((word) => {
    const parts = word.split('.');
    return parts.some((part, at) => part.includes('eyJ') && Boolean(parts[at + 1]) && parts[at + 2] !== undefined);
  });
}
