import { useLiveState } from '../api/live-changes.js';
import type { Following } from '../api/follow.js';
import { Badge, type Tone } from '../parts/badge.js';

const SAID: Record<Following, { tone: Tone; words: string }> = {
  connecting: { tone: 'plain', words: 'Connecting …' },
  following: { tone: 'live', words: 'Live' },
  refused: { tone: 'warn', words: 'Not live' },
  lost: { tone: 'warn', words: 'Not live: connecting again …' },
};

/** Whether what is shown follows what happens. */
export function LiveSign() {
  const { tone, words } = SAID[useLiveState()];
  return (
    <span role="status">
      <Badge tone={tone}>{words}</Badge>
    </span>
  );
}
