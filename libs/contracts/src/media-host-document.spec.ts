import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { mediaHostDocument } from './media-host-document.js';

it('is published as it is checked', () => {
  const published: unknown = JSON.parse(readFileSync('docs/media-host.openapi.json', 'utf8'));

  expect(published, 'run node dist/scripts/media-host-contract.js').toEqual(
    JSON.parse(JSON.stringify(mediaHostDocument())),
  );
});

it('describes the five routes of the contract and nothing else', () => {
  const routes = Object.entries(mediaHostDocument().paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item ?? {})
      .filter((key) => key !== 'servers')
      .map((method) => `${method} ${path}`),
  );

  expect(routes).toEqual([
    'post /media-sessions',
    'put /media-sessions/{mediaSessionId}/keep',
    'delete /media-sessions/{mediaSessionId}',
    'put /media/v1/hosts/{hostId}',
    'post /media/v1/sessions/{mediaSessionId}/reports',
  ]);
});

it('lets both sides add members', () => {
  expect(JSON.stringify(mediaHostDocument())).not.toContain('"additionalProperties":false');
});
