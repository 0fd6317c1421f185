import type { QueryResultRow } from 'pg';
import { plain, queryOf, type Send, type Statement } from './statement.js';

/**
 * Until the transaction ends: the role that sees of each table what one tenant may see (docs/adr/0026), and which tenant.
 * Migrations make it, and `tenant_role()` names it.
 */
const BECOME_TENANT: Statement = {
  name: 'tenant.become',
  text: `SELECT set_config('witness.tenant', $1, true), set_config('role', tenant_role(), true)`,
};

/** Asks one thing as a tenant, in one round trip. */
export async function readAs<Row extends QueryResultRow>(
  send: Send,
  tenantId: string,
  statement: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  const begun = send(plain('BEGIN'));
  const named = send(queryOf(BECOME_TENANT, [tenantId]));
  const question = queryOf(statement, values);
  const asked = send<Row>(question);
  // It is sent along, and waits as long as what was asked may take.
  const ended = send({ ...plain('COMMIT'), query_timeout: question.query_timeout });
  // What follows a fault only says so in other words.
  const replies = await Promise.allSettled([begun, named, asked, ended]);
  const fault = replies.find((reply) => reply.status === 'rejected');
  if (fault) throw fault.reason;
  return (await asked).rows;
}
