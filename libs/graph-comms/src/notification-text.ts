/**
 * The JSON value of a request body; null when the text is no JSON. Whole numbers of 16 digits and more come out as
 * decimal text, because Graph's Int64 does not fit a JavaScript number (protocol §9.5).
 */
export function parseBodyText(body: string): { json: unknown } | null {
  try {
    const json: unknown = JSON.parse(body);
    return { json: /\d{16}/.test(body) ? JSON.parse(quoteLongNumbers(body)) : json };
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
