import { readFileSync } from 'node:fs';
import type { OpenAPI3 } from 'openapi-typescript';
import { expect, it } from 'vitest';
import { schemaFile } from './admin-client/schema-file.js';

const text = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const json = (file: string) => JSON.parse(text(file)) as unknown;

it('libs/admin-client/src/schema.d.ts is what the document says (else: npm run build && npm run documents)', async () => {
  const document = json('docs/admin-api.openapi.json') as OpenAPI3;

  expect(text('libs/admin-client/src/schema.d.ts')).toBe(await schemaFile(document));
});

it('the package for integrators has the version of the product, and needs what the product was tested with', () => {
  interface Package {
    version: string;
    license: string;
    engines: unknown;
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  }
  const product = json('package.json') as Package;
  const client = json('libs/admin-client/package.json') as Package;

  expect(client).toMatchObject({ version: product.version, license: product.license, engines: product.engines });
  expect({ ...product.dependencies, ...product.devDependencies }).toMatchObject(client.dependencies);
});
