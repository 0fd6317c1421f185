import {
  resolved,
  type Content,
  type Described,
  type Operation,
  type Parameter,
  type Response,
} from './api-document.js';
import { breaking, type Change, note, type Use } from './change.js';
import { schemaChanges, type Comparison } from './schema-changes.js';

/** What became of an operation that is still there. */
export function operationChanges(
  comparison: Comparison,
  former: Operation,
  current: Operation,
  where: string,
): Change[] {
  return [
    ...nameChanges(former, current, where),
    ...securityChanges(former, current, where),
    ...parameterChanges(comparison, former.parameters ?? [], current.parameters ?? [], where),
    ...bodyChanges(comparison, former.requestBody, current.requestBody, `${where}, body`),
    ...responseChanges(comparison, former.responses, current.responses, where),
  ];
}

/** Clients that were generated call an operation by its name; where it had none, by one of their own. */
function nameChanges({ operationId: was }: Operation, { operationId: is }: Operation, where: string): Change[] {
  if (was === is) return [];
  const what = `is called ${is ?? 'nothing'}, and was ${was ?? 'nothing'}`;
  return [was === undefined ? note(where, what) : breaking(where, what)];
}

function securityChanges({ security: was = [] }: Operation, { security: is = [] }: Operation, where: string): Change[] {
  const [former, current] = [JSON.stringify(was), JSON.stringify(is)];
  return former === current ? [] : [breaking(where, `asks for ${current}, and asked for ${former}`)];
}

function parameterChanges(comparison: Comparison, were: Parameter[], are: Parameter[], where: string): Change[] {
  const keyOf = (parameter: Parameter) => `${parameter.in} ${parameter.name.toLowerCase()}`;
  const place = (parameter: Parameter) => `${where}, ${parameter.in} ${parameter.name}`;
  const present = new Map(are.map((parameter) => [keyOf(parameter), parameter]));
  const known = new Set(were.map(keyOf));
  return [
    ...were.flatMap((former) => {
      const current = present.get(keyOf(former));
      if (!current) return [breaking(place(former), 'was removed')];
      const isNewlyRequired = current.required === true && former.required !== true;
      const isWrittenAlike = former.style === current.style && former.explode === current.explode;
      return [
        ...(isNewlyRequired ? [breaking(place(former), 'must be sent')] : []),
        ...(isWrittenAlike ? [] : [breaking(place(former), 'is written otherwise')]),
        ...schemaChanges(comparison, former.schema ?? {}, current.schema ?? {}, 'request', place(former)),
      ];
    }),
    ...are
      .filter((parameter) => !known.has(keyOf(parameter)))
      .map((added) =>
        added.required === true ? breaking(place(added), 'must be sent') : note(place(added), 'is new'),
      ),
  ];
}

function bodyChanges(
  comparison: Comparison,
  was: Operation['requestBody'],
  is: Operation['requestBody'],
  where: string,
): Change[] {
  if (!was) return is ? [is.required === true ? breaking(where, 'must be sent') : note(where, 'is new')] : [];
  if (!is) return [breaking(where, 'was removed')];
  const isNewlyRequired = is.required === true && was.required !== true;
  return [
    ...(isNewlyRequired ? [breaking(where, 'must be sent')] : []),
    ...contentChanges(comparison, was.content, is.content, 'request', where),
  ];
}

function responseChanges(
  comparison: Comparison,
  were: Record<string, Response>,
  are: Record<string, Response>,
  where: string,
): Change[] {
  return [
    ...Object.entries(were).flatMap(([status, was]) => {
      const is = are[status];
      const place = `${where}, reply ${status}`;
      if (!is) return [breaking(place, 'was removed')];
      return [
        ...headerChanges(comparison, was.headers ?? {}, is.headers ?? {}, place),
        ...contentChanges(comparison, was.content ?? {}, is.content ?? {}, 'reply', place),
      ];
    }),
    ...Object.keys(are)
      .filter((status) => !(status in were))
      .map((status) => note(`${where}, reply ${status}`, 'is new')),
  ];
}

function headerChanges(
  comparison: Comparison,
  were: Record<string, Described>,
  are: Record<string, Described>,
  where: string,
): Change[] {
  return Object.entries(were).flatMap(([name, was]) => {
    const is = are[name];
    const place = `${where}, header ${name}`;
    if (!is) return [breaking(place, 'was removed')];
    const former = resolved(was, comparison.former).part.schema ?? {};
    const current = resolved(is, comparison.current).part.schema ?? {};
    return schemaChanges(comparison, former, current, 'reply', place);
  });
}

function contentChanges(comparison: Comparison, were: Content, are: Content, use: Use, where: string): Change[] {
  return Object.entries(were).flatMap(([mediaType, was]) => {
    const is = are[mediaType];
    const place = `${where} as ${mediaType}`;
    if (!is) return [breaking(place, 'was removed')];
    const events = Object.entries(was['x-events'] ?? {}).flatMap(([event, former]) => {
      const current = is['x-events']?.[event];
      if (!current) return [breaking(`${place}, event ${event}`, 'was removed')];
      return schemaChanges(comparison, former, current, use, `${place}, event ${event}`);
    });
    return [...schemaChanges(comparison, was.schema ?? {}, is.schema ?? {}, use, place), ...events];
  });
}
