import type { ApiDocument } from './api-document.js';
import { breaking, type Change, note } from './change.js';
import { operationChanges } from './operation-changes.js';
import type { Comparison } from './schema-changes.js';

/** Everything about an API that is not as it was, in the order of the former document. */
export function documentChanges(former: ApiDocument, current: ApiDocument): Change[] {
  const comparison: Comparison = { former, current, seen: new Set() };
  const were = operationsOf(former);
  const are = operationsOf(current);
  return [
    ...[...were].flatMap(([name, was]) => {
      const is = are.get(name);
      return is ? operationChanges(comparison, was, is, name) : [breaking(name, 'was removed')];
    }),
    ...[...are.keys()].filter((name) => !were.has(name)).map((name) => note(name, 'is new')),
    // Clients that were generated name their types by them.
    ...Object.keys(former.components.schemas ?? {})
      .filter((name) => !current.components.schemas?.[name])
      .map((name) => breaking(`schema ${name}`, 'was removed')),
  ];
}

/**
 * Whether the paths that clients know gave way to those of a later version (`vN`). While one of them is still served its
 * clients are held to nothing new, also beside its successor.
 */
export function isReplaced(former: ApiDocument, current: ApiDocument): boolean {
  const versions = versionsOf(current);
  return versions.length > 0 && Math.min(...versions) > Math.max(0, ...versionsOf(former));
}

function versionsOf({ paths }: ApiDocument): number[] {
  return Object.keys(paths).map((path) => Number(/\/v(\d+)\//.exec(path)?.[1] ?? 0));
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

function operationsOf({ paths }: ApiDocument) {
  return new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([method]) => METHODS.includes(method))
        .map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    ),
  );
}
