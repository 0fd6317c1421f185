import type { PolicyBody } from '@app/contracts';
import { policyInWords } from './policy-in-words.js';

export interface Difference {
  member: string;
  before: string;
  after: string;
}

/** What the change from one policy to the other is, part by part. */
export function differences(before: PolicyBody, after: PolicyBody): Difference[] {
  const was = new Map(policyInWords(before));
  return policyInWords(after).flatMap(([member, is]) => {
    const before = was.get(member) ?? '–';
    return before === is ? [] : [{ member, before, after: is }];
  });
}
