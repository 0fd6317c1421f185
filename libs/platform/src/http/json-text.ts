/** A number of JSON stands at the beginning, or behind one of these. Inside of quotes it may look so, too, which only costs. */
const LONG_NUMBER = /(?:^|[:,[])\s*-?\d{16}/;

/**
 * The JSON value of a text; null when it is none. Whole numbers of 16 digits and more come out as
 * decimal text, because Graph's Int64 does not fit a JavaScript number (protocol §9.5). A text that has one is parsed twice,
 * which few have: first as it is, because quotes would make a key of a number that is none (`{1234567890123456:0}`).
 */
export function parseJsonText(text: string): { json: unknown } | null {
  try {
    const json: unknown = JSON.parse(text);
    return { json: LONG_NUMBER.test(text) ? JSON.parse(quoteLongNumbers(text)) : json };
  } catch {
    return null;
  }
}

/** The text is known to be JSON, so it falls into escapes, quotes and numbers; only outside quotes is a number one. */
function quoteLongNumbers(json: string): string {
  let inString = false;
  return json.replace(/\\.|"|-?\d+(?:[.eE][\d.eE+-]*)?/g, (token) => {
    if (token === '"') inString = !inString;
    return !inString && /^-?\d{16,}$/.test(token) ? `"${token}"` : token;
  });
}
