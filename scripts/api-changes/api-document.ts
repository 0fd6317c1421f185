/** The parts of an OpenAPI 3.1 document by whose change a client may be broken. */
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas?: Record<string, Schema>; headers?: Record<string, Described> };
}

export interface Operation {
  operationId?: string;
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, Response>;
}

export interface Parameter extends Described {
  in: 'path' | 'query' | 'header' | 'cookie';
  name: string;
  style?: string;
  explode?: boolean;
}

/** A parameter or a header. */
export interface Described {
  $ref?: string;
  required?: boolean;
  schema?: Schema;
}

export interface Response {
  headers?: Record<string, Described>;
  content?: Content;
}

/** By media type. `x-events` has what the events of a stream hold, by their names. */
export type Content = Record<string, { schema?: Schema; 'x-events'?: Record<string, Schema> }>;

export interface Schema {
  $ref?: string;
  type?: string | string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  items?: Schema;
  maximum?: number;
  exclusiveMaximum?: number;
  maxLength?: number;
  maxItems?: number;
  maxProperties?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  minItems?: number;
  minProperties?: number;
}

/** What stands at a reference into the document's components, and by which name; what is no reference stands for itself. */
export function resolved<Part extends { $ref?: string }>(
  part: Part,
  document: ApiDocument,
): { name: string | null; part: Part } {
  if (part.$ref === undefined) return { name: null, part };
  const [, section, name] = /^#\/components\/(schemas|headers)\/([^/]+)$/.exec(part.$ref) ?? [];
  const found = section && name ? document.components[section as 'schemas' | 'headers']?.[name] : undefined;
  if (!found || name === undefined) throw new Error(`${part.$ref} leads nowhere`);
  return { name, part: found as Part };
}
