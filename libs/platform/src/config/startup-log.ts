import type { LogFields } from '../logging.js';
import type { Config } from './config.js';

const told = (secret: string | null): 'set' | 'unset' => (secret === null ? 'unset' : 'set');

/** The configuration as it may be logged: every value in force, secrets as set or unset. */
export function configurationFields(config: Config): LogFields {
  return {
    ...config,
    // A database URL usually carries a password.
    database: { ...config.database, url: told(config.database.url) },
    entra: {
      ...config.entra,
      clientSecret: told(config.entra.clientSecret),
      clientCertificate: told(config.entra.clientCertificate),
    },
  };
}
