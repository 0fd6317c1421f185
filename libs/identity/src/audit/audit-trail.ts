import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@app/platform';
import { AuditUnavailable } from '../identity.errors.js';
import type { AuditEntry } from './audit-entry.js';

const APPEND: Statement = {
  name: 'audit.append',
  text: `INSERT INTO audit_entry (at, request_id, outcome, actor, actor_tenant, actor_kind, role, method, route, parameters,
      source, status, code, shown, reason, former, current)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
};

/** The append-only record of who asked the admin API for what (docs/operations.md). */
@Injectable()
export class AuditTrail {
  constructor(private readonly database: Database) {}

  /** Stored when it returns. Throws AuditUnavailable. */
  async append(entry: AuditEntry): Promise<void> {
    const { at, requestId, outcome, actor, actorTenant, actorKind, role, method, route } = entry;
    const { parameters, source, status, code, shown, reason, former, current } = entry;
    const values = [
      ...[at, requestId, outcome, actor, actorTenant, actorKind, role, method, route, JSON.stringify(parameters)],
      ...[source, status, code, shown, reason, jsonOf(former), jsonOf(current)],
    ];
    try {
      await this.database.query(APPEND, values);
    } catch (error) {
      throw new AuditUnavailable(error);
    }
  }
}

function jsonOf(value: object | null): string | null {
  return value && JSON.stringify(value);
}
