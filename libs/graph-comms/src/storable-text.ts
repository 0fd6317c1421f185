/**
 * Text as PostgreSQL can keep it: NUL and lone surrogates, which JSON may carry and neither `text` nor `jsonb` takes,
 * become U+FFFD.
 */
export function storableText(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, '\uFFFD');
}
