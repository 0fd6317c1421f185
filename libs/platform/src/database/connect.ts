import type { DataSource } from 'typeorm';
import type { Log } from '../logging.js';
import { buildDataSource, type DataSourceOptions } from './data-source.js';
import { patiently } from './patience.js';

/** Connects as soon as the database is there. */
export function connect(options: DataSourceOptions, log: Log): Promise<DataSource> {
  return patiently(() => buildDataSource(options).initialize(), log);
}
