import type { PolicyBody } from '@app/contracts';

export interface Difference {
  member: string;
  before: string;
  after: string;
}

/** What the change from one policy to the other is, member by member; `before` null: all of it is new. */
export function differences(before: PolicyBody | null, after: PolicyBody): Difference[] {
  return (Object.keys(after) as (keyof PolicyBody)[]).flatMap((member) => {
    const [was, is] = [before === null ? '' : words(before[member]), words(after[member])];
    return was === is ? [] : [{ member, before: was, after: is }];
  });
}

function words(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
