import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  auditExport,
  auditFilters,
  type AuditEntry,
  type AuditExport,
  type AuditFilters,
  type AuditPage,
} from '@app/contracts';
import { CallerOf, ListAudit, RequireRole, type Caller, type StoredAuditEntry } from '@app/identity';
import { valid } from '../http/valid.js';
import { AUDIT_FORMATS } from './audit-formats.js';
import { COUNTED, cursorOf, positionOf } from './cursor.js';

/** Entries that are read at a time while all are streamed. */
const AT_ONCE = 500;

@Controller('admin/v1/audit')
@RequireRole('Recording.Audit')
export class AuditController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async list(
    @CallerOf() { tenantScope }: Caller,
    @Query(valid(auditFilters)) { limit, cursor, ...filter }: AuditFilters,
  ): Promise<AuditPage> {
    const page = new ListAudit(tenantScope, filter, positionOf(cursor, COUNTED), limit);
    const { items, next } = await this.queries.execute(page);
    return { items: items.map(shown), nextCursor: cursorOf(next) };
  }

  /** What is added while it runs is in it, too, or is newer than `to`. A refusal comes before anything is sent. */
  @Get('export')
  async export(
    @CallerOf() { tenantScope }: Caller,
    @Query(valid(auditExport)) { format, ...filter }: AuditExport,
  ): Promise<StreamableFile> {
    const { type, lineOf } = AUDIT_FORMATS[format];
    const read = (after: ListAudit['after']) =>
      this.queries.execute(new ListAudit(tenantScope, filter, after, AT_ONCE, 'oldestFirst'));
    return new StreamableFile(Readable.from(lines(await read(null), read, lineOf)), { type });
  }
}

interface Page {
  items: StoredAuditEntry[];
  next: ListAudit['after'];
}

async function* lines(
  first: Page,
  read: (after: ListAudit['after']) => Promise<Page>,
  lineOf: (entry: AuditEntry) => string,
): AsyncGenerator<string> {
  for (let page = first; ; page = await read(page.next)) {
    if (page.items.length > 0) yield page.items.map((entry) => `${lineOf(shown(entry))}\n`).join('');
    if (!page.next) return;
  }
}

function shown({ at, former, current, ...entry }: StoredAuditEntry): AuditEntry {
  const kept = { former: former as AuditEntry['former'], current: current as AuditEntry['current'] };
  return { ...entry, ...kept, at: at.toISOString() };
}
