import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Page, pageOf, type Position } from '@app/platform';
import type { CoverageLevel, CoverageStretch } from '../coverage/coverage.js';
import { ConversationFacts, type CoveredPerson, coverageOfPerson } from '../coverage/conversation-facts.store.js';
import { requireVisibleConversation } from './visible-conversation.js';

/** A time in which somebody was recorded by the same recorders. */
export interface CoverageStretchView {
  from: string;
  /** Null: it goes on. */
  to: string | null;
  coverage: CoverageLevel;
  /** Our calls that kept media of them. */
  sessionIds: string[];
  /** Recorders of somebody else's, by their participants' ids. */
  recorderIds: string[];
}

export interface ParticipantCoverage {
  participantId: string;
  userId: string | null;
  stretches: CoverageStretchView[];
}

/**
 * By how many recorders whoever is under policy was covered while they were there, by participant id. Throws
 * NoSuchConversation, also when it is another tenant's.
 */
export class GetCoverage extends Query<Page<ParticipantCoverage>> {
  constructor(
    readonly tenantScope: string | null,
    readonly conversationId: string,
    readonly participantId: string | undefined,
    readonly after: Position | null,
    readonly limit: number,
  ) {
    super();
  }
}

@QueryHandler(GetCoverage)
export class GetCoverageHandler implements IQueryHandler<GetCoverage> {
  constructor(private readonly database: Database) {}

  async execute({ tenantScope, conversationId, ...wanted }: GetCoverage): Promise<Page<ParticipantCoverage>> {
    await requireVisibleConversation(this.database, conversationId, tenantScope);
    const { participantId, after, limit } = wanted;
    const facts = new ConversationFacts(this.database.forPeople(tenantScope));
    const legs = await facts.legs(conversationId);
    const people = await facts.people(legs, { participantId, after: after?.id, limit: limit + 1 });
    const known = await facts.of(legs, people.slice(0, limit));
    const stretches = new Map(known.map((each) => [each.person, coverageOfPerson(each).map(stretchView)]));
    return pageOf(people, limit, (person) => viewOf(person, stretches.get(person) ?? []), positionOf);
  }
}

function viewOf({ participantId, userId }: CoveredPerson, stretches: CoverageStretchView[]): ParticipantCoverage {
  return { participantId, userId, stretches };
}

function stretchView({ from, to, level, by }: CoverageStretch): CoverageStretchView {
  return {
    from: new Date(from).toISOString(),
    to: to === Infinity ? null : new Date(to).toISOString(),
    coverage: level,
    sessionIds: unique(by.map(({ sessionId }) => sessionId)),
    recorderIds: unique(by.map(({ recorderId }) => recorderId)),
  };
}

function unique(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))].sort();
}

/** Participants have no time of their own. */
function positionOf({ participantId }: CoveredPerson): Position {
  return { at: '0', id: participantId };
}
