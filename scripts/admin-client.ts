import { readFileSync, writeFileSync } from 'node:fs';
import type { OpenAPI3 } from 'openapi-typescript';
import { schemaFile } from './admin-client/schema-file.js';

// Run from the repository's root after `npm run build`: node dist/scripts/admin-client.js
const document = JSON.parse(readFileSync('docs/admin-api.openapi.json', 'utf8')) as OpenAPI3;
writeFileSync('libs/admin-client/src/schema.d.ts', await schemaFile(document));
