/**
 * The JSON value of a text; null when it is none. Whole numbers of 16 digits and more come out as
 * decimal text, because Graph's Int64 does not fit a JavaScript number (protocol §9.5).
 */
export function parseJsonText(text: string): { json: unknown } | null {
  try {
    const json: unknown = JSON.parse(text);
    return { json: /\d{16}/.test(text) ? JSON.parse(quoteLongNumbers(text)) : json };
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
