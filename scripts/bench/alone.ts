import { randomUUID } from 'node:crypto';
import { ranks, type Figure } from './figure.js';
import { isTaken, type NotificationSender } from './notification-sender.js';
import { percentiles } from './percentiles.js';

const EACH = 300;
/** How quick the first is depends on what was done before; these are not measured. */
const WARM_UP = 30;

const KINDS = [
  ['update', 'a call update'],
  ['roster', 'a roster of four'],
] as const;

/** Notifications of one kind, one after another, to recorders with nothing else to do: what each takes by itself. */
export async function measureAlone(part: string, sender: NotificationSender): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [kind, what] of KINDS) {
    await sender.alone(kind, WARM_UP, `warm-up-${randomUUID()}`);
    const posted = await sender.alone(kind, EACH, `alone-${randomUUID()}`);
    const took = posted.filter(isTaken).map(({ repliedMs }) => repliedMs);
    figures.push(...ranks(part, `alone, ${what}: posted → 202`, percentiles(took)));
  }
  return figures;
}
