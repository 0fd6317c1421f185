const SECRET = /^(token|blob|access_token|client_secret|client_assertion|authorization)$/i;

/** A copy without join tokens, media blobs and credentials, whatever their depth. */
export function blanked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(blanked);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      SECRET.test(name) && item !== null ? '(blanked)' : blanked(item),
    ]),
  );
}
