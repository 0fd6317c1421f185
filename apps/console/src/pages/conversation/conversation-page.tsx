import type { Conversation } from '@app/contracts';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Copyable } from '../../parts/copyable.js';
import { Facts } from '../../parts/facts.js';
import { LanesPicture } from '../../parts/lanes-picture.js';
import { Moment } from '../../parts/moment.js';
import { Page, Section } from '../../parts/page.js';
import { coverageLanes } from '../coverage/coverage-lanes.js';
import { Gaps } from './gaps.js';
import { Legs } from './legs.js';

/** One Teams call or meeting: our calls of it, and whether everybody was recorded who should be. */
export function ConversationPage({ conversationId }: { conversationId: string }) {
  const conversation = useAnswer(questions.conversation(conversationId), { everyMs: 60_000 });
  return (
    <Page title="Conversation">
      <Asked what="This conversation" from={conversation}>
        {(known) => (
          <div className="grid">
            <Section title="What it is" wide>
              <ConversationFacts of={known} />
            </Section>
            <Section title="Legs" about="Calls of it that Teams invited us to; the first invited first." wide>
              <Legs of={known.legs} />
            </Section>
            <Coverage conversation={known} />
            <Gaps conversationId={conversationId} />
          </div>
        )}
      </Asked>
    </Page>
  );
}

function ConversationFacts({ of: { id, tenantId, beganAt, endedAt, legs } }: { of: Conversation }) {
  return (
    <Facts
      of={[
        ['Conversation id', <Copyable key="id" whole id={id} what="conversation id" />],
        ['Tenant', <Copyable key="tenant" id={tenantId} what="tenant id" />],
        ['Began', <Moment key="began" at={beganAt} as="full" />],
        ['Ended', endedAt === null ? 'goes on' : <Moment key="ended" at={endedAt} as="full" />],
        ['Legs', `${legs.filter((leg) => leg.endedAt === null).length} up, ${legs.length} in all`],
      ]}
    />
  );
}

function Coverage({ conversation: { id, beganAt, endedAt } }: { conversation: Conversation }) {
  return (
    <Section
      title="Coverage"
      about="By how many independent recorders each participant under policy was recorded while they were there."
      wide
    >
      <Asked
        what="Coverage"
        from={useAnswer(questions.coverage(id, { limit: 200 }), { everyMs: 60_000 })}
        empty={{ when: ({ items }) => items.length === 0, say: 'Nobody under policy was in it, as far as Teams told.' }}
      >
        {({ items, nextCursor }) => (
          <>
            <LanesPicture caption="Coverage of participants" lanes={coverageLanes(items)} from={beganAt} to={endedAt} />
            {nextCursor !== null && <p className="about">These are the first {items.length}; there are more.</p>}
          </>
        )}
      </Asked>
    </Section>
  );
}
