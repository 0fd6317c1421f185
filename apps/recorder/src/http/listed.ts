import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { z } from 'zod';
import type { ListFormat } from '@app/contracts';
import { csvLine } from './csv.js';

export interface ListPage<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** How a list is asked for. */
export interface PageRequest {
  format: ListFormat;
  limit: number;
  cursor?: string | undefined;
}

/** Items that are read at a time while all are streamed, unless they are large. */
const AT_ONCE = 500;

/**
 * One page of a list, or all of it from there on as a stream of lines: by `page`, which reads so many from a place on. The
 * first page is read before anything is sent, so that a refusal is still a refusal.
 */
export async function listed<Item extends object>(
  { format, limit, cursor }: PageRequest,
  schema: z.ZodObject,
  page: (cursor: string | undefined, limit: number) => Promise<ListPage<Item>>,
  atOnce = AT_ONCE,
): Promise<ListPage<Item> | StreamableFile> {
  if (format === 'json') return page(cursor, limit);
  const first = await page(cursor, atOnce);
  const { type, head, lineOf } = FORMATS[format](Object.keys(schema.shape));
  return new StreamableFile(Readable.from(lines(first, (from) => page(from, atOnce), head, lineOf)), { type });
}

const FORMATS = {
  jsonl: () => ({
    type: 'application/jsonl; charset=utf-8',
    head: '',
    lineOf: (item: object) => `${JSON.stringify(item)}\n`,
  }),
  csv: (columns: readonly string[]) => ({
    type: 'text/csv; charset=utf-8; header=present',
    head: csvLine(columns),
    lineOf: (item: object) => csvLine(columns.map((column) => (item as Record<string, unknown>)[column])),
  }),
};

async function* lines<Item extends object>(
  first: ListPage<Item>,
  page: (cursor: string) => Promise<ListPage<Item>>,
  head: string,
  lineOf: (item: object) => string,
): AsyncGenerator<string> {
  if (head !== '') yield head;
  for (let { items, nextCursor } = first; ; { items, nextCursor } = await page(nextCursor)) {
    if (items.length > 0) yield items.map(lineOf).join('');
    if (nextCursor === null) return;
  }
}
