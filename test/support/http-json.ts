/** A reply with its body read: JSON where it is JSON, otherwise text. */
export interface JsonReply<T = unknown> {
  status: number;
  body: T;
}

export async function request<T = unknown>(
  method: string,
  url: string,
  { body, token }: { body?: unknown; token?: string } = {},
): Promise<JsonReply<T>> {
  const reply = await fetch(url, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  return { status: reply.status, body: (isJson(text) ? JSON.parse(text) : text) as T };
}

/** The body of a success; anything else is thrown. */
export async function ask<T>(
  method: string,
  url: string,
  options: { body?: unknown; token?: string } = {},
): Promise<T> {
  const { status, body } = await request<T>(method, url, options);
  if (status < 200 || status > 299) throw new Error(`${method} ${url}: ${status} ${JSON.stringify(body)}`);
  return body;
}

function isJson(text: string): boolean {
  return /^[[{]/.test(text);
}
