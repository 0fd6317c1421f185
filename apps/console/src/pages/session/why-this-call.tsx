import type { SessionDetail } from '@app/contracts';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Codes, Sentences } from '../explanation/sentences.js';
import { VerdictBadge } from '../explanation/verdict-badge.js';

/** The recorder's own words for what became of this call. */
export function WhyThisCall({ call }: { call: SessionDetail }) {
  const why = useAnswer(questions.explain({ callId: call.callId }));
  return (
    <Asked what="The explanation" from={why}>
      {({ calls }) => {
        const explained = calls.find(({ session }) => session.id === call.id);
        if (!explained) return <p className="empty">There is no explanation of this call.</p>;
        const { verdict, sentences, codes, rule } = explained;
        return (
          <>
            <p>
              <VerdictBadge verdict={verdict} />
            </p>
            <Sentences of={sentences} />
            {rule && (
              <p className="about">
                Decided by {rule.name ?? rule.ruleId}
                {rule.version !== null && `, version ${rule.version}`} ({rule.reason}).
              </p>
            )}
            <Codes of={codes} />
          </>
        );
      }}
    </Asked>
  );
}
