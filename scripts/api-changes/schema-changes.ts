import type { ApiDocument, Schema } from './api-document.js';
import { breaking, type Change, note, type Use } from './change.js';
import { formsOf, type Form } from './schema-forms.js';
import { valueChanges } from './value-changes.js';

/** What is compared, and what was compared before: a schema that many use is told of once, and one that holds itself ends. */
export interface Comparison {
  readonly former: ApiDocument;
  readonly current: ApiDocument;
  readonly seen: Set<string>;
}

/** What became of a schema. */
export function schemaChanges(
  comparison: Comparison,
  former: Schema,
  current: Schema,
  use: Use,
  where: string,
): Change[] {
  const was = formsOf(former, comparison.former);
  const is = formsOf(current, comparison.current);
  const changes: Change[] = [];
  if (use === 'request' && was.isNullable && !is.isNullable) changes.push(breaking(where, 'may no longer be null'));
  if (use === 'reply' && !was.isNullable && is.isNullable) changes.push(breaking(where, 'may be null'));
  const [[one, ...others], [oneNow, ...othersNow]] = [was.forms, is.forms];
  const isOneForm = one !== undefined && oneNow !== undefined && others.length + othersNow.length === 0;
  return isOneForm
    ? [...changes, ...formChanges(comparison, one, oneNow, use, where)]
    : [...changes, ...alternativeChanges(comparison, was.forms, is.forms, use, where)];
}

/** Each form that was taken still is, and each that comes has come before. */
function alternativeChanges(comparison: Comparison, was: Form[], is: Form[], use: Use, where: string): Change[] {
  const fits = (former: Form, current: Form) =>
    // What is compared already is told of already; what is tried only here is not.
    formChanges({ ...comparison, seen: new Set(comparison.seen) }, former, current, use, where).every(
      (each) => !each.isBreaking,
    );
  const lost =
    use === 'request'
      ? was.filter((former) => !is.some((current) => fits(former, current)))
      : is.filter((current) => !was.some((former) => fits(former, current)));
  const what = use === 'request' ? 'no longer takes' : 'may be something new:';
  return lost.map(({ name, type }) => breaking(where, `${what} ${name ?? type ?? 'anything'}`));
}

function formChanges(comparison: Comparison, former: Form, current: Form, use: Use, where: string): Change[] {
  if (former.name !== null && current.name !== null) {
    const pair = `${use} ${former.name} ${current.name}`;
    if (comparison.seen.has(pair)) return [];
    comparison.seen.add(pair);
  }
  const place = current.name === null ? where : `${current.name} (${use})`;
  if (!isSameKind(former.type, current.type, use))
    return [breaking(place, `is ${current.type ?? 'anything'}, and was ${former.type ?? 'anything'}`)];
  const values = valueChanges(former.schema, current.schema, use, place);
  // Where anything goes, nothing is said of members.
  if (former.type !== current.type) return values;
  return [
    ...values,
    ...memberChanges(comparison, former.schema, current.schema, use, place),
    ...withinChanges(comparison, former.schema, current.schema, use, place),
  ];
}

/** Whatever takes any number takes whole ones; whoever reads any number reads whole ones. */
function isSameKind(former: string | undefined, current: string | undefined, use: Use): boolean {
  if (former === current) return true;
  const [narrow, wide] = use === 'request' ? [former, current] : [current, former];
  return wide === undefined || (narrow === 'integer' && wide === 'number');
}

function memberChanges(
  comparison: Comparison,
  { properties: were = {}, required: wereRequired = [] }: Schema,
  { properties: are = {}, required: areRequired = [] }: Schema,
  use: Use,
  where: string,
): Change[] {
  const changes: Change[] = [];
  for (const [name, former] of Object.entries(were)) {
    const current = are[name];
    if (!current) changes.push(breaking(`${where}.${name}`, 'was removed'));
    else {
      changes.push(...schemaChanges(comparison, former, current, use, `${where}.${name}`));
      if (use === 'reply' && wereRequired.includes(name) && !areRequired.includes(name))
        changes.push(breaking(`${where}.${name}`, 'may be absent'));
    }
  }
  for (const name of areRequired) {
    if (use === 'request' && !wereRequired.includes(name)) changes.push(breaking(`${where}.${name}`, 'must be sent'));
  }
  for (const name of Object.keys(are)) if (!were[name]) changes.push(note(`${where}.${name}`, 'is new'));
  return changes;
}

/** What an array holds, and an object beyond the members that it names. */
function withinChanges(comparison: Comparison, former: Schema, current: Schema, use: Use, where: string): Change[] {
  const changes: Change[] = [];
  if (former.items || current.items)
    changes.push(...schemaChanges(comparison, former.items ?? {}, current.items ?? {}, use, `${where}[]`));
  const [was, is] = [former.additionalProperties ?? true, current.additionalProperties ?? true];
  if (use === 'request' && was !== false && is === false) changes.push(breaking(where, 'takes no other members'));
  // Members may be added to any reply, so that it means nothing there that it takes others.
  if (typeof was === 'object' && typeof is === 'object')
    changes.push(...schemaChanges(comparison, was, is, use, `${where}.*`));
  if (former.propertyNames || current.propertyNames) {
    const [names, namesNow] = [former.propertyNames ?? { type: 'string' }, current.propertyNames ?? { type: 'string' }];
    changes.push(...schemaChanges(comparison, names, namesNow, use, `${where} (names)`));
  }
  return changes;
}
