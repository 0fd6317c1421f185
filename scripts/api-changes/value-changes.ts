import type { Schema } from './api-document.js';
import { breaking, type Change, note, type Use } from './change.js';

const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'] as const;
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'] as const;
/** They say nothing that limits do not. */
const WIDTHS = ['int32', 'int64'];

/**
 * Which values there may be, apart from what they hold: limits, lists of values, forms of text. Of what is sent less than
 * before breaks clients. Of what is read more than before is for them to live with: lists of values may grow.
 */
export function valueChanges(former: Schema, current: Schema, use: Use, where: string): Change[] {
  return [
    ...limitChanges(former, current, use, where),
    ...listChanges(valuesOf(former), valuesOf(current), use, where),
    ...textChanges('format', formatOf(former), formatOf(current), use, where),
    ...textChanges('pattern', former.pattern, current.pattern, use, where),
  ];
}

function limitChanges(former: Schema, current: Schema, use: Use, where: string): Change[] {
  const changed = (limit: (typeof UPPER | typeof LOWER)[number], isTighter: (was: number, is: number) => boolean) => {
    const [was, is] = [former[limit], current[limit]];
    if (was === is) return [];
    const isLess = is !== undefined && (was === undefined || isTighter(was, is));
    const what = `${limit} is ${is ?? 'none'}, and was ${was ?? 'none'}`;
    return [use === 'request' && isLess ? breaking(where, what) : note(where, what)];
  };
  return [
    ...UPPER.flatMap((limit) => changed(limit, (was, is) => is < was)),
    ...LOWER.flatMap((limit) => changed(limit, (was, is) => is > was)),
  ];
}

function listChanges(were: readonly string[] | null, are: readonly string[] | null, use: Use, where: string): Change[] {
  const ofLess = use === 'request' ? breaking : note;
  if (!were) return are ? [ofLess(where, `is only ${are.join(', ')}`)] : [];
  if (!are) return [note(where, 'is no longer one of a few values')];
  return [
    ...were.filter((value) => !are.includes(value)).map((value) => ofLess(where, `is no longer ${value}`)),
    ...are.filter((value) => !were.includes(value)).map((value) => note(where, `may be ${value}`)),
  ];
}

/** Nobody can tell of two patterns which takes more; what a reply is parsed as goes by its format. */
function textChanges(
  keyword: 'format' | 'pattern',
  was: string | undefined,
  is: string | undefined,
  use: Use,
  where: string,
): Change[] {
  if (was === is) return [];
  const what = `${keyword} is ${is ?? 'none'}, and was ${was ?? 'none'}`;
  const isLost = use === 'request' ? is !== undefined : was !== undefined && keyword === 'format';
  return [isLost ? breaking(where, what) : note(where, what)];
}

function valuesOf({ enum: values, const: only }: Schema): string[] | null {
  if (only !== undefined) return [JSON.stringify(only)];
  return values?.map((value) => JSON.stringify(value)) ?? null;
}

function formatOf({ format }: Schema): string | undefined {
  return format !== undefined && WIDTHS.includes(format) ? undefined : format;
}
