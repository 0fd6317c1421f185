import { readFileSync } from 'node:fs';
import type { ApiDocument } from './api-changes/api-document.js';
import { documentChanges, isReplaced } from './api-changes/document-changes.js';

// Run from the repository's root after `npm run build`: node dist/scripts/api-changes.js [former] [current]
const [formerFile = 'docs/releases/admin-api-0.1.0.openapi.json', currentFile = 'docs/admin-api.openapi.json'] =
  process.argv.slice(2);
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as ApiDocument;
const former = read(formerFile);
const current = read(currentFile);

const changes = documentChanges(former, current);
const broken = changes.filter(({ isBreaking }) => isBreaking);
for (const { isBreaking, where, what } of changes)
  console.log(`${isBreaking ? 'breaking' : 'note    '}  ${where}: ${what}`);
console.log(`${currentFile} since ${formerFile}: ${changes.length} changes, ${broken.length} of them breaking`);
if (broken.length > 0 && !isReplaced(former, current)) {
  console.error('Clients of this version would break: undo that, or serve it under the next version of the paths');
  process.exitCode = 1;
}
