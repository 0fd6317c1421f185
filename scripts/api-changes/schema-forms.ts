import { resolved, type ApiDocument, type Schema } from './api-document.js';

/** One form that a value may have: of one type, and never null. */
export interface Form {
  /** Of the schema among the document's components; null: it stands where it is used. */
  name: string | null;
  /** Undefined: any. */
  type: string | undefined;
  schema: Schema;
}

export interface Forms {
  isNullable: boolean;
  forms: Form[];
}

/** What says nothing about which values there may be. */
const WORDS = ['description', 'title', 'default', 'examples', 'example', 'deprecated', 'readOnly', 'writeOnly'];
const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const MEMBERS = ['properties', 'required', 'additionalProperties', 'propertyNames', 'items'];
const OF_ONE_FORM = new Set([...WORDS, ...UPPER, ...LOWER, ...MEMBERS, 'type', 'enum', 'const', 'format', 'pattern']);
const OF_SEVERAL = new Set([...WORDS, 'anyOf', 'oneOf']);

/**
 * The forms that a schema allows, references followed and alternatives laid side by side.
 * @throws Error for a keyword that nobody here can compare: better none than a comparison that overlooks something
 */
export function formsOf(schema: Schema, document: ApiDocument): Forms {
  const { name, part } = resolved(schema, document);
  const alternatives = part.anyOf ?? part.oneOf;
  if (alternatives) {
    refuseOthers(part, OF_SEVERAL);
    const each = alternatives.map((alternative) => formsOf(alternative, document));
    return { isNullable: each.some(({ isNullable }) => isNullable), forms: each.flatMap(({ forms }) => forms) };
  }
  refuseOthers(part, OF_ONE_FORM);
  if (part.type === undefined) return { isNullable: true, forms: [{ name, type: undefined, schema: part }] };
  const types = [part.type].flat();
  return {
    isNullable: types.includes('null'),
    forms: types.filter((type) => type !== 'null').map((type) => ({ name, type, schema: part })),
  };
}

function refuseOthers(schema: Schema, known: ReadonlySet<string>): void {
  const other = Object.keys(schema).find((keyword) => !known.has(keyword) && !keyword.startsWith('x-'));
  if (other !== undefined) throw new Error(`Nothing here can compare the keyword ${other}`);
}
