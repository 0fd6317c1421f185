import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Copyable } from '../../parts/copyable.js';
import { Folded } from '../../parts/folded.js';
import { Json } from '../../parts/json.js';
import { Lazily } from '../../parts/lazily.js';
import { Moment } from '../../parts/moment.js';
import { Section } from '../../parts/page.js';
import { Pager, usePlace } from '../../parts/pager.js';

/** In the address. */
const PLACE = 'notifications';

/** What Teams posted, as it was stored. Asked for only when wanted: it is long, and looking at it is noted. */
export function Notifications({ sessionId }: { sessionId: string }) {
  return (
    <Section
      title="What Teams posted"
      about="Notifications of this call, the oldest first; secrets and names were blanked before they were stored."
      wide
    >
      <Lazily name="Show notifications">{() => <Posted sessionId={sessionId} />}</Lazily>
    </Section>
  );
}

function Posted({ sessionId }: { sessionId: string }) {
  const cursor = usePlace(PLACE);
  return (
    <Asked
      what="Notifications"
      from={useAnswer(questions.notifications(sessionId, { limit: 20, cursor }))}
      empty={{ when: ({ items }) => items.length === 0, say: 'None is on record.' }}
    >
      {({ items, nextCursor }) => (
        <>
          <ol className="plain-list">
            {items.map(({ receivedAt, kind, scenarioId, body }, index) => (
              <li key={`${receivedAt} ${index}`}>
                <Folded
                  summary={
                    <>
                      <Moment at={receivedAt} /> {kind}
                    </>
                  }
                >
                  {() => (
                    <>
                      {scenarioId && (
                        <p>
                          Scenario id <Copyable whole id={scenarioId} what="scenario id" />
                        </p>
                      )}
                      <Json name={`Notification ${index + 1}`} value={body} />
                    </>
                  )}
                </Folded>
              </li>
            ))}
          </ol>
          <Pager nextCursor={nextCursor} of="notifications" place={PLACE} ways={['Oldest', 'Later']} />
        </>
      )}
    </Asked>
  );
}
