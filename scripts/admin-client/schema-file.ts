import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

/** Types for the paths and schemas of an API, as the text of a TypeScript file. */
export async function schemaFile(document: OpenAPI3): Promise<string> {
  // A member that has a default may be left out of what is sent; of what is told the document says that it is there.
  const types = await openapiTS(document, { defaultNonNullable: false, alphabetize: false });
  return `// Made of docs/admin-api.openapi.json by \`npm run documents\`; not to be changed by hand.\n${astToString(types)}`;
}
