import type { z } from 'zod';
import { EntraRefusal } from './entra-error.js';

/** What a form or a query says. Throws EntraRefusal with the first parameter that is missing or was given twice. */
export function parameters<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const missing = String(parsed.error.issues[0]?.path[0]);
  const detail = `The request body must contain the following parameter: '${missing}'.`;
  throw new EntraRefusal(400, 'invalid_request', 900144, detail);
}
