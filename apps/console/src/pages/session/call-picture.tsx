import type { SessionDetail } from '@app/contracts';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { LanesPicture } from '../../parts/lanes-picture.js';
import { Section } from '../../parts/page.js';
import { coverageLanes } from '../coverage/coverage-lanes.js';
import { callLanes } from './call-lanes.js';

/** The call as a picture: its state, what Teams showed, what was kept, and by whom its participants were recorded. */
export function CallPicture({ call }: { call: SessionDetail }) {
  const timeline = useAnswer(questions.timeline(call.id));
  const { conversationId } = call;
  const coverage = useAnswer(questions.coverage(conversationId ?? ''), { enabled: conversationId !== null });
  return (
    <Section title="The call as a picture" about="One lane each, from the invitation to the end." wide>
      <Asked what="The timeline" from={timeline}>
        {({ items }) => (
          <LanesPicture
            caption="The call as a picture"
            from={call.receivedAt}
            to={call.endedAt}
            lanes={[...callLanes(call, items), ...coverageLanes(coverage.data?.items ?? [])]}
          />
        )}
      </Asked>
    </Section>
  );
}
