import type { Explanation } from '@app/contracts';
import { Badge, type Tone } from '../../parts/badge.js';

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

/** What became of a call, in a word. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { tone, words } = VERDICTS[verdict];
  return <Badge tone={tone}>{words}</Badge>;
}
