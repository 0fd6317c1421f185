import { pino } from 'pino';

export type LogFields = Readonly<Record<string, unknown>>;

/**
 * One line per thing that happened: the message first, ids in fields (callId, callChainId, tenantId, scenarioId,
 * mediaHostId, command, attempt, durationMs). Never a name, an address, a token, a blob or a body.
 * `warn` is somebody else's fault; `error` is ours and wakes a person.
 */
export abstract class Log {
  abstract debug(message: string, fields?: LogFields): void;
  abstract info(message: string, fields?: LogFields): void;
  abstract warn(message: string, fields?: LogFields): void;
  abstract error(message: string, fields?: LogFields): void;
}

export class PinoLog extends Log {
  private readonly pino;

  constructor(level: string, service: string) {
    super();
    this.pino = pino({ level, base: { service }, messageKey: 'message', timestamp: pino.stdTimeFunctions.isoTime });
  }

  debug(message: string, fields: LogFields = {}): void {
    this.pino.debug(fields, message);
  }

  info(message: string, fields: LogFields = {}): void {
    this.pino.info(fields, message);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.pino.warn(fields, message);
  }

  error(message: string, fields: LogFields = {}): void {
    this.pino.error(fields, message);
  }
}
