import { Clock, Log, type LogFields } from '@app/platform';

/** A clock that moves only when told. */
export class SetClock extends Clock {
  constructor(private time = new Date('2026-01-15T10:00:00.000Z')) {
    super();
  }

  now(): Date {
    return new Date(this.time);
  }

  advance(ms: number): void {
    this.time = new Date(this.time.getTime() + ms);
  }
}

/** A log that remembers its lines. */
export class RememberedLog extends Log {
  readonly lines: { level: string; message: string; fields: LogFields }[] = [];

  debug = (message: string, fields: LogFields = {}) => void this.lines.push({ level: 'debug', message, fields });
  info = (message: string, fields: LogFields = {}) => void this.lines.push({ level: 'info', message, fields });
  warn = (message: string, fields: LogFields = {}) => void this.lines.push({ level: 'warn', message, fields });
  error = (message: string, fields: LogFields = {}) => void this.lines.push({ level: 'error', message, fields });

  messages(level: string): string[] {
    return this.lines.filter((line) => line.level === level).map(({ message }) => message);
  }
}
