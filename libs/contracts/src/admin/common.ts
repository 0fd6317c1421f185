import { z } from 'zod';
import type { ZodOpenApiOverrideMetaContext } from 'zod-openapi';

/** Every time in the admin API: RFC 3339, UTC, milliseconds. */
export const utcTime = z.iso.datetime({ precision: 3 }).meta({ examples: ['2026-01-05T12:00:00.000Z'] });

/** A time that a caller names, in any zone. */
export const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

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
    .optional()
    .meta({ description: '`nextCursor` of the page before. Opaque; kept only as long as it takes to turn pages.' }),
};

/** A page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item, id: string) =>
  z
    .object({
      items: z.array(item),
      nextCursor: z.string().nullable().meta({ description: 'Null: this is the last page.' }),
    })
    .meta({ id });
