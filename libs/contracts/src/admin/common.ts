import { z } from 'zod';
import type { ZodOpenApiOverrideMetaContext } from 'zod-openapi';

/**
 * What is said of replies here binds nobody but us: no reply is checked on its way out. A client may take it that nothing
 * is longer or larger; each limit is that of whoever makes the value, and named with it.
 */

/** Every time in the admin API: RFC 3339, UTC, milliseconds. */
export const utcTime = z.iso
  .datetime({ precision: 3 })
  .length(24)
  .meta({ examples: ['2026-01-05T12:00:00.000Z'] });

/** A time that a caller names, in any zone. */
export const moment = z.iso
  .datetime({ offset: true })
  .max(40)
  .transform((text) => new Date(text));

/** As Teams or Graph said it. What is longer is not read (libs/graph-comms/src/json-reader.ts), messages apart. */
export const graphText = z.string().max(512);

/** A name of ours: a kind, a code, the id of a policy or of a host. */
export const label = z.string().max(256);

/** What a person reads. Graph's own messages, which it may quote, are cut at 1,024. */
export const sentence = z.string().max(8_192);

/** How many of something there are. */
export const total = z.int().min(0);

/** A version of a policy: an `integer` of Postgres that counts from 1. */
export const version = z.int32().min(1);

/** A list within a reply. */
export const listOf = <Item extends z.ZodType>(item: Item, most: number) => z.array(item).max(most);

/** What a session has flags for is a handful of things, each raised once. */
export const flags = listOf(label, 64);

/** Lower case, as Entra's GUIDs are kept. */
export const tenantId = z
  .guid()
  .transform((guid) => guid.toLowerCase())
  .meta({ description: 'Entra tenant.' });

export const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .meta({
    override: ({ jsonSchema }: ZodOpenApiOverrideMetaContext) => {
      jsonSchema.type = 'boolean';
      delete jsonSchema.enum;
    },
  });

/** How a list is told: a page of it, or all of it as lines. */
const listFormat = z.enum(['json', 'csv', 'jsonl']);
export type ListFormat = z.infer<typeof listFormat>;

/** How much of a list is wanted, from where, and how. */
export const paging = {
  format: listFormat.default('json').meta({
    description:
      '`json`: a page. `csv`, `jsonl`: all of the list from the cursor on, streamed as lines; `limit` means nothing then.',
  }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Items of a page.' }),
  cursor: z
    .string()
    .min(1)
    .max(512)
    .regex(/^[A-Za-z0-9_-]*$/, 'is not a nextCursor of this list')
    .optional()
    .meta({ description: '`nextCursor` of the page before. Opaque; kept only as long as it takes to turn pages.' }),
};

/** A page of a list, with at most as many items as its `limit` may ask for. */
export const pageOf = <Item extends z.ZodType>(item: Item, id: string, most = 200) =>
  z
    .object({
      items: listOf(item, most),
      nextCursor: z.string().max(512).nullable().meta({ description: 'Null: this is the last page.' }),
    })
    .meta({ id });
