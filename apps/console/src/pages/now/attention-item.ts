import type { Tone } from '../../parts/badge.js';

/** Something that a person should look at. */
export interface AttentionItem {
  key: string;
  tone: Extract<Tone, 'warn' | 'bad'>;
  what: string;
  /** What follows from it, or what can be done. */
  so: string;
  /** The page on which it is done or looked into, with its name. */
  where: readonly [path: string, name: string];
}

/** The first page of a list of the admin API. */
export interface Listed<Item> {
  items: readonly Item[];
  nextCursor: string | null;
}

export const when = (isSo: boolean, item: AttentionItem): AttentionItem[] => (isSo ? [item] : []);

export const callsInWords = (count: number, hasMore = false): string =>
  count === 1 && !hasMore ? '1 call' : `${count}${hasMore ? ' or more' : ''} calls`;
