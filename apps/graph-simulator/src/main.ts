import 'reflect-metadata';
import { Log } from '@app/platform';
import { Settings } from './settings.js';
import { startSimulator } from './simulator.js';

const simulator = await startSimulator(new Settings(process.env));
const log = simulator.app.get(Log);
log.info('simulator ready', { httpUrl: simulator.httpUrl, httpsUrl: simulator.httpsUrl });

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void simulator.stop().then(() => {
      log.info('simulator stopped');
      process.exit(0);
    });
  });
}
