import { BadRequestException } from '@nestjs/common';
import { z } from 'zod';

/** Throws 400 with every fault of the body. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value ?? {});
  if (!result.success) throw new BadRequestException(z.prettifyError(result.error));
  return result.data;
}
