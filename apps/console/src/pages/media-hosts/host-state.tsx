import type { MediaHost } from '@app/contracts';
import { Badge, type Tone } from '../../parts/badge.js';

/** Whether a host takes calls, and if not, why. */
export function HostBadge({ host }: { host: MediaHost }) {
  const { tone, words } = hostState(host);
  return <Badge tone={tone}>{words}</Badge>;
}

type State = Pick<MediaHost, 'silent' | 'drainOrdered' | 'draining'>;

export const takesCalls = ({ silent, drainOrdered, draining }: State): boolean => !silent && !drainOrdered && !draining;

export function hostState({ silent, drainOrdered, draining }: State): { tone: Tone; words: string } {
  if (silent) return { tone: 'bad', words: 'silent' };
  if (drainOrdered) return { tone: 'warn', words: 'drained by order' };
  return draining ? { tone: 'warn', words: 'drains itself' } : { tone: 'good', words: 'takes calls' };
}

/** How many of them take calls, and how many more would find room. */
export function roomOf(hosts: readonly MediaHost[]): string {
  const open = hosts.filter(takesCalls);
  const free = open.reduce((sum, { maxCalls, reservedCalls }) => sum + Math.max(0, maxCalls - reservedCalls), 0);
  return `${open.length} of ${hosts.length} take calls; room for ${free} more.`;
}
