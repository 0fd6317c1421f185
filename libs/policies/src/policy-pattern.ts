/**
 * Whether a pattern covers a whole text: `*` stands for any run of characters, `?` for any one. Both sides are taken as
 * they are; whoever compares without case lowers both. Only the last `*` is ever taken up again, so that the work is
 * bounded by pattern length × text length, whatever a tenant writes into a pattern: a regular expression is not.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** How many characters a pattern spells out: of two patterns that cover a text, the one that says more is the closer. */
export function literalLength(pattern: string): number {
  return pattern.replace(/[*?]/g, '').length;
}
