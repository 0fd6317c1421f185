import { readFileSync, writeFileSync } from 'node:fs';
import { mediaHostDocument } from '@app/contracts';

// Run from the repository's root after `npm run build`: node dist/scripts/media-host-contract.js [--check]
const FILE = 'docs/media-host.openapi.json';
const document = `${JSON.stringify(mediaHostDocument(), null, 2)}\n`;

if (!process.argv.includes('--check')) writeFileSync(FILE, document);
else if (readFileSync(FILE, 'utf8') !== document) {
  console.error(`${FILE} is stale: run node dist/scripts/media-host-contract.js`);
  process.exitCode = 1;
}
