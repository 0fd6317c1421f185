import type { SessionDetail } from '@app/contracts';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Page, Section } from '../../parts/page.js';
import { RecordingBadge } from '../calls/recording-badge.js';
import { Stages } from '../explanation/stages.js';
import { CallFacts } from './call-facts.js';
import { CallPicture } from './call-picture.js';
import { Notifications } from './notifications.js';
import { OtherRecorders } from './other-recorders.js';
import { Participants } from './participants.js';
import { SessionOrders } from './session-orders.js';
import { Timeline } from './timeline.js';
import { WhyThisCall } from './why-this-call.js';

/** One call: what was asked, decided, shown and kept, and why. */
export function SessionPage({ sessionId }: { sessionId: string }) {
  const session = useAnswer(questions.session(sessionId));
  return (
    <Page title="Call" actions={session.data && <Head call={session.data} />}>
      <Asked what="This call" from={session}>
        {(call) => (
          <div className="grid">
            <Section title="Why it went as it did">
              <WhyThisCall call={call} />
            </Section>
            <Section title="What it is">
              <CallFacts call={call} />
            </Section>
            <CallPicture call={call} />
            <Section title="To the answer" about="Where the time from the invitation on went.">
              {call.stages.length > 0 ? <Stages of={call.stages} /> : <p className="empty">No stage was noted.</p>}
            </Section>
            <OtherRecorders call={call} />
            <Participants sessionId={sessionId} />
            <Timeline sessionId={sessionId} />
            <Notifications sessionId={sessionId} />
          </div>
        )}
      </Asked>
    </Page>
  );
}

function Head({ call }: { call: SessionDetail }) {
  return (
    <div className="buttons">
      <RecordingBadge call={call} />
      <SessionOrders call={call} />
    </div>
  );
}
