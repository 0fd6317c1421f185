import type { CallFacts } from './call-facts.js';
import { endStory } from './end-story.js';
import { invitationStory } from './invitation-story.js';
import { recordingStory } from './recording-story.js';
import { responseStory } from './response-story.js';

/**
 * What happened to a call, in plain sentences and in their order: what Teams asked for and which rule decided, what was
 * said to that and how Teams took it, what was recorded, how it ended. Times are UTC; people are ids, and never names.
 */
export function storyOf(facts: CallFacts): string[] {
  return [invitationStory, responseStory, recordingStory, endStory].flatMap((chapter) => chapter(facts));
}
