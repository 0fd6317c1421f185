import { writeFileSync } from 'node:fs';
import { adminDocument } from '@app/contracts';

// Run from the repository's root after `npm run build`: node dist/scripts/admin-contract.js
writeFileSync('docs/admin-api.openapi.json', `${JSON.stringify(adminDocument(), null, 2)}\n`);
