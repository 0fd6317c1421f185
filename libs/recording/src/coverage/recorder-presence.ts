import type { RosterEntry } from '@app/graph-comms';

/** A named recorder as the last roster left it. */
export interface Shown {
  /** Of its participant in the conversation. */
  recorderId: string;
  shown: boolean;
  status: string | null;
}

export interface PresenceNews {
  /** Whose present stretch ends: gone, or with another status from now on. */
  gone: string[];
  /** Whose next stretch begins. */
  come: { id: string; status: string | null }[];
}

/**
 * What a roster says anew of the recorders that were named. A full one misses whom it does not name; a delta says who is
 * removed. An entry without a recording status leaves the last one standing (protocol §4.7).
 */
export function presenceNews(
  known: readonly Shown[],
  { delta, participants }: { delta: boolean; participants: readonly RosterEntry[] },
): PresenceNews {
  const entries = new Map(participants.map((entry) => [entry.participantId, entry]));
  const news: PresenceNews = { gone: [], come: [] };
  for (const { recorderId, shown, status } of known) {
    const entry = entries.get(recorderId);
    const isThere = entry ? !entry.removed : delta && shown;
    const now = entry?.recordingStatus ?? (shown ? status : null);
    if (shown && (!isThere || now !== status)) news.gone.push(recorderId);
    if (isThere && (!shown || now !== status)) news.come.push({ id: recorderId, status: now });
  }
  return news;
}
