import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { InboundTokens } from '@app/graph-comms';
import {
  Clock,
  Config,
  ConfigFaults,
  configurationFields,
  createFastifyAdapter,
  Log,
  traceRequests,
} from '@app/platform';
import { AppModule } from './app.module.js';
import { callBodyLimit, guardCallRoutes, isCallRoute } from './calls/inbound-token.hook.js';

const config = load();
// Teams has been seen to post nothing at all, and a refusal would teach it nothing (protocol, Appendix A).
const adapter = createFastifyAdapter({ mayBeEmpty: isCallRoute, bodyLimitOf: callBodyLimit });
const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config), adapter, {
  bodyParser: false,
  logger: ['error', 'fatal'],
});
app.get(Log).info('recorder starts', configurationFields(config));
traceRequests(adapter.getInstance());
guardCallRoutes(adapter.getInstance(), app.get(InboundTokens), app.get(Clock), app.get(Log));
app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
await app.listen({ host: config.http.host, port: config.http.port });
app.get(Log).info('recorder ready', { port: config.http.port, publicUrl: config.http.publicUrl });

/** Whoever starts the process with faults in its configuration is told all of them, and nothing of our stack. */
function load(): Config {
  try {
    return Config.load(process.env);
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
