import type { Stage } from './stage.js';

/** A story about a call: what happens, and what a recorder is expected to do. */
export interface Scenario {
  name: string;
  title: string;
  /** The story, step by step, for people. */
  explain: readonly string[];
  /** Rejects with Unexpected when the recorder did something else. */
  play(stage: Stage): Promise<void>;
}
