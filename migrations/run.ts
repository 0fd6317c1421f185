import 'reflect-metadata';
import { readDatabaseSettings, startEmbeddedPostgres } from '@app/platform';
import { migrate } from './migrate.js';

// `npm run migrate`: the configured database, or the embedded one.
const { url, dataDir } = readDatabaseSettings(process.env);
const server = url === null ? await startEmbeddedPostgres({ dataDir }) : { url, stop: () => Promise.resolve() };
try {
  const done = await migrate(server.url);
  console.log(done.length > 0 ? `Ran ${done.join(', ')}` : 'The schema is current');
} finally {
  await server.stop();
}
