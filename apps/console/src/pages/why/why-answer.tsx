import type { Explanation } from '@app/contracts';
import { Link } from 'wouter';
import { Moment } from '../../parts/moment.js';
import { Codes, Sentences } from '../explanation/sentences.js';
import { Stages } from '../explanation/stages.js';
import { VerdictBadge } from '../explanation/verdict-badge.js';

/** What happened about that time, call by call, in words. */
export function WhyAnswer({ explanation }: { explanation: Explanation }) {
  const { sentences, calls, uptime } = explanation;
  return (
    <>
      <p>
        <VerdictBadge verdict={explanation.verdict} />
      </p>
      <Sentences of={sentences} />
      {calls.map((call) => (
        <article key={call.session.id} className="notice plain">
          <h3>
            <Link href={`/sessions/${call.session.id}`}>
              Call of <Moment at={call.session.receivedAt} as="full" />
            </Link>{' '}
            <VerdictBadge verdict={call.verdict} />
          </h3>
          <Sentences of={call.sentences} />
          <Codes of={call.codes} />
          <Stages of={call.stages} />
        </article>
      ))}
      {uptime && uptime.gaps.length > 0 && (
        <>
          <h3>When no recorder could have taken an invitation</h3>
          <ul>
            {uptime.gaps.map(({ from, to }) => (
              <li key={from}>
                <Moment at={from} as="full" /> to <Moment at={to} as="full" />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
