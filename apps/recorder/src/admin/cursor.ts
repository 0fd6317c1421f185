import { InvalidRequest } from '../http/invalid-request.errors.js';

/** Where a page ended, as the queries tell it. */
interface Position {
  at: string;
  id: string;
}

/** What a position's id looks like: it is compared with a column, and Postgres refuses what is none of its kind. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const COUNTED = /^\d{1,18}$/;
export const ANY_ID = /^[^\p{Cc}]{1,300}$/u;

/** Opaque to clients, so that what a list is sorted by may change. It holds nothing they have not been shown. */
export function cursorOf(next: Position | null): string | null {
  return next && Buffer.from(JSON.stringify([next.at, next.id])).toString('base64url');
}

/** @throws InvalidRequest when it is no cursor of ours */
export function positionOf(cursor: string | undefined, id: RegExp): Position | null {
  if (cursor === undefined) return null;
  const parts = decoded(cursor);
  if (Array.isArray(parts) && parts.length === 2) {
    const [at, key] = parts as unknown[];
    if (typeof at === 'string' && /^\d{1,16}$/.test(at) && typeof key === 'string' && id.test(key)) {
      return { at, id: key };
    }
  }
  throw new InvalidRequest([{ name: 'cursor', reason: 'is not a nextCursor of this list' }]);
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}
