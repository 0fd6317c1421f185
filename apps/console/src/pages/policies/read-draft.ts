import type { PolicyBody } from '@app/contracts';
import { bodyOf, type Draft } from './draft.js';

type Read = { body: PolicyBody; fault: null } | { body: null; fault: string };

/** What the form says, or why it says nothing that could be sent. */
export function readDraft(draft: Draft): Read {
  try {
    return { body: bodyOf(draft), fault: null };
  } catch (error) {
    return { body: null, fault: (error as SyntaxError).message };
  }
}
