import { writeFileSync } from 'node:fs';
import { configurationMarkdown, envExample } from '@app/platform';

// Run from the repository's root after `npm run build`: node dist/scripts/describe-config.js
writeFileSync('docs/configuration.md', configurationMarkdown());
writeFileSync('.env.example', envExample());
