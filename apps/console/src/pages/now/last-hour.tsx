import type { Statistics } from '@app/contracts';
import { Link } from 'wouter';
import { Asked } from '../../parts/asked.js';
import { Figures } from '../../parts/figures.js';
import { Section } from '../../parts/page.js';
import { spanOf } from '../../parts/times.js';
import { AnswerChart } from './answer-chart.js';
import { useLastHour } from './asked-now.js';

/** What became of the invitations of the last hour, and how long they waited. */
export function LastHour() {
  return (
    <Section title="The last hour" about="Invitations of Teams, by what became of them, and how long they waited.">
      <Asked
        what="The last hour"
        from={useLastHour()}
        empty={{
          when: ({ totals }) => totals.invitations === 0,
          say: 'Teams has invited us to no call in the last hour.',
        }}
      >
        {(hour) => (
          <>
            <Outcomes of={hour} />
            <AnswerChart buckets={hour.buckets} />
          </>
        )}
      </Asked>
    </Section>
  );
}

function Outcomes({ of: { from, totals } }: { of: Statistics }) {
  const { answerMs } = totals;
  const since = `from=${encodeURIComponent(from)}`;
  const calls = (count: number, which: string) =>
    count === 0 ? count : <Link href={`/sessions?${which}${since}`}>{count}</Link>;
  const bad = (count: number) => (count > 0 ? 'bad' : 'plain');
  return (
    <Figures
      of={[
        { name: 'Invitations', value: calls(totals.invitations, '') },
        { name: 'Answered', value: calls(totals.answered, 'response=answered&') },
        { name: 'Recorded', value: totals.recorded },
        { name: 'Rejected', value: calls(totals.rejected, 'response=rejected&') },
        { name: 'Redirected', value: calls(totals.redirected, 'response=redirected&') },
        { name: 'Missed', value: calls(totals.missed, 'response=missed&'), tone: bad(totals.missed) },
        {
          name: 'Recording failed',
          value: calls(totals.failed, 'recordingStatus=failed&'),
          tone: bad(totals.failed),
        },
        { name: 'Not responded to', value: totals.undecided },
        { name: '95 % answered within', value: answerMs ? spanOf(answerMs.p95) : '–' },
        { name: 'Slowest answer', value: answerMs ? spanOf(answerMs.max) : '–' },
      ]}
    />
  );
}
