import { createHash } from 'node:crypto';
import type { CryptoKey, JWTPayload } from 'jose';

/** A token that passed every check, and the key that its signature was checked with. */
export interface VerifiedToken {
  readonly kid: string;
  readonly key: CryptoKey;
  readonly claims: JWTPayload;
}

/**
 * Names a token in memory without keeping it. What it was checked against is part of its name: a token for one audience
 * says nothing about another.
 */
export function hashOfToken(token: string, expected: object): string {
  return createHash('sha256').update(JSON.stringify(expected)).update('\n').update(token).digest('base64');
}
