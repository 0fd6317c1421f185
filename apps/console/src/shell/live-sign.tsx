import { useLiveState } from '../api/live-changes.js';
import type { LiveState } from '../api/live.js';
import { Badge, type Tone } from '../parts/badge.js';

const SAID: Record<LiveState, { tone: Tone; words: string }> = {
  connecting: { tone: 'plain', words: 'Connecting …' },
  following: { tone: 'live', words: 'Live' },
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
