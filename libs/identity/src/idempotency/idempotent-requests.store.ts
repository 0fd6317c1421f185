import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@app/platform';

/** So long a repeat is recognised. */
const KEPT = `interval '24 hours'`;
/** A recorder that has not replied after this long is taken for dead: the same request may then be carried out. */
const CARRIED_OUT_WITHIN = `interval '60 seconds'`;

/** Returns a row to whoever is to carry the request out. What is old goes at the same time: nobody else looks after it. */
const CLAIM: Statement = {
  name: 'idempotency.claim',
  text: `
    WITH old AS (
      DELETE FROM idempotent_request WHERE began_at < $4::timestamptz - ${KEPT} AND (caller, key) <> ($1, $2))
    INSERT INTO idempotent_request AS r (caller, key, fingerprint, began_at) VALUES ($1, $2, $3, $4::timestamptz)
    ON CONFLICT (caller, key) DO UPDATE
    SET fingerprint = excluded.fingerprint, began_at = excluded.began_at, status = NULL, headers = NULL, body = NULL
    WHERE r.began_at < excluded.began_at - ${KEPT} OR (r.status IS NULL AND r.fingerprint = excluded.fingerprint
      AND r.began_at < excluded.began_at - ${CARRIED_OUT_WITHIN})
    RETURNING caller`,
};

const FIND: Statement = {
  name: 'idempotency.find',
  text: 'SELECT fingerprint, status, headers, body FROM idempotent_request WHERE caller = $1 AND key = $2',
};

/** By whoever claimed it, and nobody who took it for dead, or was taken for dead. */
const KEEP: Statement = {
  name: 'idempotency.keep',
  text: 'UPDATE idempotent_request SET status = $3, headers = $4, body = $5 WHERE caller = $1 AND key = $2 AND began_at = $6',
};

const FORGET: Statement = {
  name: 'idempotency.forget',
  text: 'DELETE FROM idempotent_request WHERE caller = $1 AND key = $2 AND began_at = $3',
};

/** A caller's request: what it is called by them, and what it says. */
export interface KeyedRequest {
  caller: string;
  key: string;
  fingerprint: string;
}

export interface KeptReply {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

export type Claimed = { is: 'new' } | { is: 'other' } | { is: 'underWay' } | ({ is: 'known' } & KeptReply);

/** Requests with an Idempotency-Key, and what was replied to them, on whichever recorder. */
@Injectable()
export class IdempotentRequests {
  constructor(private readonly database: Database) {}

  /** `new`: whoever asks carries it out. `other`: the key stands for another request. */
  async claim({ caller, key, fingerprint }: KeyedRequest, at: Date): Promise<Claimed> {
    const claimed = await this.database.query(CLAIM, [caller, key, fingerprint, at]);
    if (claimed.length > 0) return { is: 'new' };
    const [found] = await this.database.query<{ fingerprint: string } & KeptReply>(FIND, [caller, key]);
    // It was refused at this moment, and forgotten.
    if (!found) return { is: 'underWay' };
    if (found.fingerprint !== fingerprint) return { is: 'other' };
    const { status, headers, body } = found;
    return status === null ? { is: 'underWay' } : { is: 'known', status, headers, body };
  }

  /** `claimedAt`: as it was claimed. */
  async keep({ caller, key }: KeyedRequest, { status, headers, body }: KeptReply, claimedAt: Date): Promise<void> {
    const kept = [JSON.stringify(headers), JSON.stringify(body ?? null)];
    await this.database.query(KEEP, [caller, key, status, ...kept, claimedAt]);
  }

  async forget({ caller, key }: KeyedRequest, claimedAt: Date): Promise<void> {
    await this.database.query(FORGET, [caller, key, claimedAt]);
  }
}
