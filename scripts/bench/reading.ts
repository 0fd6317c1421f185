import { parseNotifications, redactNotification } from '@app/graph-comms';
import { Ajv } from 'ajv';
import { z } from 'zod';
import type { Figure } from './figure.js';
import { NotificationBodies } from './notification-bodies.js';
import { median } from './percentiles.js';
import { measureTracingCost } from './tracing-cost.js';

const PART = 'reading';
const BODIES = 500;
const ROUNDS = 15;

const CALL = { callId: '5a1b0000-7a7a-4c4c-8d8d-000000000001', participantId: '5a1b0000-7a7a-4c4c-8d8d-000000000002' };

/** The members that the reader looks at, as a schema: what would have to be said for zod or a compiled check to do its work. */
const stream = z.looseObject({ mediaType: z.string(), label: z.string(), sourceId: z.string(), direction: z.string() });
const identity = z.looseObject({ id: z.string(), tenantId: z.string().optional() });
const participant = z.looseObject({
  id: z.string(),
  info: z.looseObject({ identity: z.looseObject({ user: identity.optional(), application: identity.optional() }) }),
  mediaStreams: z.array(stream),
  isMuted: z.boolean(),
  isInLobby: z.boolean(),
  rosterSequenceNumber: z.number(),
});
const call = z.looseObject({ state: z.string(), meetingInfo: z.looseObject({}).optional() });
const schema = z.looseObject({
  value: z
    .array(
      z.looseObject({
        changeType: z.string(),
        resource: z.string(),
        resourceUrl: z.string(),
        resourceData: z.union([z.array(participant), call]).optional(),
      }),
    )
    .max(100),
});

/**
 * What it costs to read a notification of the usual mix: with the recorder's own reader, which takes whatever comes, and
 * with schemas, which refuse what they do not know. In this process, one after another. And what traces cost that are off.
 */
export async function measureReading(): Promise<Figure[]> {
  const bodies = Array.from({ length: 10 }, (_, place) => new NotificationBodies({ ...CALL, callbackUri: '' }, place));
  const texts = Array.from({ length: BODIES }, (_, i) => bodies[i % bodies.length]!.next());
  const parsed = texts.map((text) => JSON.parse(text) as unknown);
  const compiled = new Ajv({ strict: false }).compile(z.toJSONSchema(schema, { target: 'draft-7' }));
  const refused = parsed.filter((body) => !compiled(body) || !schema.safeParse(body).success);
  if (refused.length > 0) throw new Error(`${refused.length} bodies of the mix are not as the schema has them`);
  return [
    costOf('JSON.parse', texts, (text) => JSON.parse(text) as unknown),
    costOf('read, by our own reader', parsed, parseNotifications),
    costOf('checked by zod', parsed, (body) => schema.safeParse(body)),
    costOf('checked by a precompiled schema (ajv)', parsed, (body) => compiled(body)),
    costOf('secrets and names blanked', parsed, redactNotification),
    costOf('written as JSON', parsed, (body) => JSON.stringify(body)),
    ...(await measureTracingCost(PART)),
  ];
}

function costOf<Item>(what: string, items: readonly Item[], work: (item: Item) => unknown): Figure {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    for (const item of items) work(item);
    rounds.push(((performance.now() - began) * 1_000) / items.length);
  }
  return { part: PART, what: `one notification, ${what}`, unit: 'µs', value: median(rounds.slice(5)) };
}
