import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Copyable } from '../../parts/copyable.js';
import { Json } from '../../parts/json.js';
import { Lazily } from '../../parts/lazily.js';
import { Moment } from '../../parts/moment.js';
import { Section } from '../../parts/page.js';

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
  return (
    <Asked
      what="Notifications"
      from={useAnswer(questions.notifications(sessionId))}
      empty={{ when: ({ items }) => items.length === 0, say: 'None is on record.' }}
    >
      {({ items, nextCursor }) => (
        <>
          <ol className="plain-list">
            {items.map(({ receivedAt, kind, scenarioId, body }, index) => (
              <li key={index}>
                <details>
                  <summary>
                    <Moment at={receivedAt} /> {kind}
                  </summary>
                  {scenarioId && (
                    <p>
                      Scenario id <Copyable whole id={scenarioId} what="scenario id" />
                    </p>
                  )}
                  <Json name={`Notification ${index + 1}`} value={body} />
                </details>
              </li>
            ))}
          </ol>
          {nextCursor !== null && <p className="about">These are the first {items.length}; there are more.</p>}
        </>
      )}
    </Asked>
  );
}
