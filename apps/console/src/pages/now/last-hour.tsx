import type { Statistics } from '@app/contracts';
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
            <Outcomes of={hour.totals} />
            <AnswerChart buckets={hour.buckets} />
          </>
        )}
      </Asked>
    </Section>
  );
}

function Outcomes({ of }: { of: Statistics['totals'] }) {
  const { invitations, answered, rejected, redirected, missed, undecided, recorded, failed, answerMs } = of;
  const bad = (count: number) => (count > 0 ? 'bad' : 'plain');
  return (
    <Figures
      of={[
        { name: 'Invitations', value: invitations },
        { name: 'Answered', value: answered },
        { name: 'Recorded', value: recorded },
        { name: 'Rejected', value: rejected },
        { name: 'Redirected', value: redirected },
        { name: 'Missed', value: missed, tone: bad(missed) },
        { name: 'Recording failed', value: failed, tone: bad(failed) },
        { name: 'Not responded to', value: undecided },
        { name: '95 % answered within', value: answerMs ? spanOf(answerMs.p95) : '–' },
        { name: 'Slowest answer', value: answerMs ? spanOf(answerMs.max) : '–' },
      ]}
    />
  );
}
