import { developmentCertificates } from './system/certificates.js';

// For docker compose, where no `npm start` does it: node dist/scripts/make-certificates.js <directory>
const [directory] = process.argv.slice(2);
if (!directory) throw new Error('Which directory?');
await developmentCertificates(directory);
