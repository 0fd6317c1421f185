import type { PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { InvalidRequest } from './invalid-request.errors.js';

/**
 * Checks a part of the request against the contract and hands on what it means: `@Query(valid(sessionFilters))`. Not
 * Nest's `{ schema }`, whose pipe is the application's to choose: run twice, a transform would meet its own result.
 */
export function valid<Output>(schema: z.ZodType<Output>): PipeTransform<unknown, Output> {
  return {
    transform(value, { data, type }) {
      const result = schema.safeParse(value);
      if (result.success) return result.data;
      throw new InvalidRequest(result.error.issues.flatMap((issue) => faultsOf(issue, data ?? type)));
    },
  };
}

/** The message never quotes the value: it may be anything. Unknown members are named, cut to a readable length. */
function faultsOf(issue: z.core.$ZodIssue, whole: string): { name: string; reason: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, 10).map((key) => ({ name: key.slice(0, 64), reason: 'is not known here' }));
  }
  return [{ name: issue.path.join('.') || whole, reason: issue.message }];
}
