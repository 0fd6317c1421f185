import 'reflect-metadata';
import { Log } from '@app/platform';
import { startMediaHost } from './media-host.js';
import { Settings } from './settings.js';

const settings = new Settings(process.env);
const app = await startMediaHost(settings);
app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
const { hostId: mediaHostId, httpPort, mediaPort } = settings;
app.get(Log).info('media host ready', { mediaHostId, httpPort, mediaPort });
