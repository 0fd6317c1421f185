import { z } from 'zod';
import { label, pageOf, total, utcTime } from './common.js';
import { mediaHostId } from '../media-host.js';

/** A media host as its last heartbeat described it, and what the recorder promised of it since. */
export const mediaHost = z
  .object({
    hostId: label,
    url: z.url().max(2_048),
    region: label,
    failureDomain: label.nullable().meta({ description: 'What fails together with it; null: its region.' }),
    version: label,
    maxCalls: total,
    activeCalls: total.meta({ description: "By the host's own count, up to one heartbeat old." }),
    reservedCalls: total.meta({ description: "By the recorder's count, always current." }),
    load: z.number().min(0).max(1),
    draining: z.boolean().meta({ description: 'The host takes no new calls, by its own word.' }),
    drainOrdered: z.boolean().meta({ description: 'An operator wants it to take none.' }),
    silent: z.boolean().meta({ description: 'Its heartbeats have ceased, so it gets no calls.' }),
    firstSeenAt: utcTime,
    heartbeatAt: utcTime,
  })
  .meta({ id: 'MediaHost' });
export type MediaHost = z.infer<typeof mediaHost>;

/** There are few, so they come on one page. */
export const mediaHostPage = pageOf(mediaHost, 'MediaHostPage', 10_000);
export type MediaHostPage = z.infer<typeof mediaHostPage>;

export const mediaHostPath = z.strictObject({ hostId: mediaHostId });
