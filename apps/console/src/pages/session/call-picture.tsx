import type { CoveragePage, SessionDetail } from '@app/contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { LanesPicture } from '../../parts/lanes-picture.js';
import { Moment } from '../../parts/moment.js';
import { Section } from '../../parts/page.js';
import { coverageLanes } from '../coverage/coverage-lanes.js';
import { useCoverageOf } from './asked-of-conversation.js';
import { callLanes } from './call-lanes.js';

/** With the media that was kept joined, a call of hours has some dozens. */
const MOST_ENTRIES = 1_000;

/** The call as a picture: its state, what Teams showed, what was kept, and by whom its participants were recorded. */
export function CallPicture({ call }: { call: SessionDetail }) {
  const timeline = useAnswer(questions.timeline(call.id, { segments: 'joined', limit: MOST_ENTRIES }));
  const coverage = useCoverageOf(call);
  const callName = (sessionId: string) => (sessionId === call.id ? 'this call' : 'another call of ours');
  return (
    <Section title="The call as a picture" about="One lane each, from the invitation to the end." wide>
      <Asked what="The timeline" from={timeline}>
        {({ items, nextCursor }) => {
          const last = nextCursor === null ? undefined : items.at(-1);
          return (
            <>
              <LanesPicture
                caption="The call as a picture"
                from={call.receivedAt}
                to={call.endedAt}
                lanes={[
                  ...callLanes({ ...call, endedAt: last?.at ?? call.endedAt }, items),
                  ...coverageLanes(coverage.data?.items ?? [], callName),
                ]}
              />
              {last && (
                <p className="about">
                  The lanes of the call are drawn up to <Moment at={last.at} as="full" />, by the first {items.length}{' '}
                  entries of its timeline. There are more of them below.
                </p>
              )}
            </>
          );
        }}
      </Asked>
      <CoverageDrawn conversationId={call.conversationId} from={coverage} />
    </Section>
  );
}

interface DrawnProps {
  conversationId: string | null;
  from: UseQueryResult<CoveragePage>;
}

/** Why there are no lanes of participants, or not of all. */
function CoverageDrawn({ conversationId, from }: DrawnProps) {
  if (conversationId === null)
    return <p className="empty">By whom people in it were recorded is not known: it belongs to no conversation.</p>;
  return (
    <Asked
      what="Who was recorded by whom"
      from={from}
      empty={{ when: ({ items }) => items.length === 0, say: 'Nobody under policy was in it, as far as Teams told.' }}
    >
      {({ items, nextCursor }) =>
        nextCursor !== null && (
          <p className="about">
            Drawn are the first {items.length} participants;{' '}
            <Link href={`/conversations/${conversationId}`}>the conversation</Link> has all of them.
          </p>
        )
      }
    </Asked>
  );
}
