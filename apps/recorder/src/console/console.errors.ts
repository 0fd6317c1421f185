import { DomainError } from '@app/platform';

export class NoSuchConsoleFile extends DomainError {
  readonly kind = 'notFound';
  readonly code = 'console.no-such-file';

  constructor() {
    super('The console has no such file or page');
  }
}

export class ConsoleNotBuilt extends DomainError {
  readonly kind = 'notFound';
  readonly code = 'console.not-built';

  constructor() {
    super('This recorder has no console: none was built, or RECORDER_CONSOLE_DIR names a directory without one');
  }
}
