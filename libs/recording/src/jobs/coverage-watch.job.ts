import { Injectable } from '@nestjs/common';
import { Log, Metrics, type Job } from '@app/platform';
import { fallsOf, type Fall } from '../coverage/coverage-falls.js';
import { CoverageWatchStore, type NotedEnding } from '../coverage/coverage-watch.store.js';
import { ConversationFacts, coverageOfPerson, type CoveringLeg } from '../coverage/conversation-facts.store.js';
import type { CoverageFell } from '../recording.events.js';
import { RecordingSessionStore } from '../recording-session.store.js';

export const COVERAGE_WATCH_SECONDS = 1;
/** As many as a line of the log can name. */
const MOST_NAMED = 20;

type FallOf = Fall & { participantId: string };

/**
 * Tells when somebody who was recorded twice is recorded by fewer: each time once, on the primary leg, whoever is at it
 * and however often. What was there to see does not go away, so nothing is lost while no replica looks.
 */
@Injectable()
export class CoverageWatch implements Job {
  readonly name = 'recording.coverage-watch';
  /** What conversations were like when nothing was left to tell of them. */
  private settled = new Map<string, string | null>();
  private readonly fallen;

  constructor(
    private readonly watched: CoverageWatchStore,
    private readonly facts: ConversationFacts,
    private readonly sessions: RecordingSessionStore,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    const help = 'Participants recorded twice who came to be recorded by fewer, by what was left';
    this.fallen = metrics.counter('coverage_falls_total', help, ['to']);
  }

  async run(at: Date): Promise<void> {
    const settled = new Map<string, string | null>();
    for (const { conversationId, state } of await this.watched.states()) {
      const isKnown = this.settled.has(conversationId) && this.settled.get(conversationId) === state;
      if (isKnown || (await this.lookAt(conversationId, at))) settled.set(conversationId, state);
    }
    this.settled = settled;
    await this.watched.settle(at);
  }

  /** One conversation that cannot be read keeps nobody from the others. */
  private async lookAt(conversationId: string, at: Date): Promise<boolean> {
    try {
      return await this.tellFalls(conversationId, at);
    } catch (error) {
      this.log.error('The coverage of a conversation is not watched', { conversationId, error: String(error) });
      return false;
    }
  }

  /** False: something may be to tell that is too young yet. */
  private async tellFalls(conversationId: string, at: Date): Promise<boolean> {
    const legs = await this.facts.legs(conversationId);
    const people = await this.facts.of(legs, await this.facts.people(legs));
    const known = new Set((await this.watched.knownEndings(conversationId)).map(nameOf));
    const falls: FallOf[] = [];
    let isSettled = true;
    for (const facts of people) {
      const { participantId } = facts.person;
      const found = fallsOf(coverageOfPerson(facts), at.getTime());
      if (found.undecided) isSettled = false;
      for (const fall of found.falls) {
        const names = endingsOf({ participantId, ...fall }).map(nameOf);
        if (!names.some((name) => known.has(name))) falls.push({ participantId, ...fall });
        // What was lost, came back and is put right piece by piece is still lost once.
        for (const name of names) known.add(name);
      }
    }
    const primary = legs.find(({ isPrimary }) => isPrimary) ?? legs[0];
    if (primary && falls.length > 0) await this.note(conversationId, primary, falls, at);
    return isSettled;
  }

  private async note(conversationId: string, { callId }: CoveringLeg, falls: FallOf[], at: Date): Promise<void> {
    const told = await this.sessions.change(callId, async (session, tx) => {
      const noted = await this.watched.noteEndings(tx, conversationId, falls.flatMap(endingsOf), at);
      const names = new Set(noted.map(nameOf));
      const fresh = falls.filter((fall) => endingsOf(fall).every((ending) => names.has(nameOf(ending))));
      for (const fall of fresh) session.noteFact('recording.CoverageFell', new Date(fall.at), factOf(fall));
      return fresh;
    });
    if (told.length === 0) return;
    for (const { to } of told) this.fallen.inc({ to });
    this.log.warn('participants who were recorded twice are recorded by fewer', {
      ...{ callId, conversationId, participants: told.length },
      falls: told.slice(0, MOST_NAMED).map(factOf),
    });
  }
}

/** A fall is known by what ended: its time may be put right later. */
function endingsOf({ participantId, lost }: FallOf) {
  return lost.map(({ ended }) => ({ participantId, ending: ended.key }));
}

function nameOf({ participantId, ending }: NotedEnding): string {
  return `${participantId} ${ending}`;
}

function factOf({ participantId, from, to, at, lost: [first] }: FallOf): CoverageFell {
  const { sessionId, recorderId, ended } = first;
  return {
    ...{ participantId, from, to, at: new Date(at).toISOString() },
    ...{ because: ended.because, sessionId, recorderId },
  };
}
