import type { Conversation } from '@app/contracts';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Copyable } from '../../parts/copyable.js';
import { Facts } from '../../parts/facts.js';
import { Moment } from '../../parts/moment.js';
import { Page, Section } from '../../parts/page.js';
import { Coverage } from './coverage.js';
import { Gaps } from './gaps.js';
import { Legs } from './legs.js';

const ABOUT_LEGS =
  'Calls of it that Teams invited us to; the first invited first. Whom a leg has no seat for, because it is full or ' +
  'ending or its media host takes nobody more, Teams invites to another.';

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
            <Section title="Legs" about={ABOUT_LEGS} wide>
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
