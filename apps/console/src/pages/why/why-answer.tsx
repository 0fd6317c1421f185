import type { Explanation } from '@app/contracts';
import { Link } from 'wouter';
import { Badge, type Tone } from '../../parts/badge.js';
import { Moment } from '../../parts/moment.js';
import { Codes, Sentences } from './explained.js';
import { Stages } from './stages.js';

type Verdict = Explanation['verdict'];

const VERDICTS: Record<Verdict, { tone: Tone; words: string }> = {
  recorded: { tone: 'good', words: 'recorded' },
  answeredNotRecorded: { tone: 'warn', words: 'answered, not recorded' },
  declined: { tone: 'plain', words: 'declined' },
  redirected: { tone: 'plain', words: 'redirected' },
  missed: { tone: 'bad', words: 'missed' },
  answerRefused: { tone: 'bad', words: 'answer refused by Graph' },
  withdrawn: { tone: 'plain', words: 'ended before it was answered' },
  inProgress: { tone: 'live', words: 'in progress' },
  neverInvited: { tone: 'warn', words: 'we were never invited' },
};

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

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { tone, words } = VERDICTS[verdict];
  return <Badge tone={tone}>{words}</Badge>;
}
