import { createHash } from 'node:crypto';
import type { CryptoKey, JWTPayload } from 'jose';

/** A token that passed every check, and the key that its signature was checked with. */
export interface VerifiedToken {
  readonly kid: string;
  readonly key: CryptoKey;
  readonly claims: JWTPayload;
}

/** Teams shows one token for an hour, and a signature costs more than all other work on a notification's token. */
const MOST_REMEMBERED = 10_000;

/** Tokens that need not be checked once more. Knows their hashes only; forgets the one that was not used longest. */
export class VerifiedTokens {
  private readonly byHash = new Map<string, VerifiedToken>();

  constructor(private readonly most = MOST_REMEMBERED) {}

  /** What a token was checked against is part of its name: a token for one audience says nothing about another. */
  static hash(token: string, expected: object): string {
    return createHash('sha256').update(JSON.stringify(expected)).update('\n').update(token).digest('base64');
  }

  get size(): number {
    return this.byHash.size;
  }

  /** Null: never seen, or forgotten. A Map keeps the order of insertion, so what is used goes to its end. */
  find(hash: string): VerifiedToken | null {
    const found = this.byHash.get(hash);
    if (!found) return null;
    this.byHash.delete(hash);
    this.byHash.set(hash, found);
    return found;
  }

  remember(hash: string, token: VerifiedToken): void {
    this.byHash.delete(hash);
    this.byHash.set(hash, token);
    const [oldest] = this.byHash.keys();
    if (this.byHash.size > this.most && oldest !== undefined) this.byHash.delete(oldest);
  }

  forget(hash: string): void {
    this.byHash.delete(hash);
  }
}
