import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigFaults } from './config-faults.js';
import { defaultDataDir } from './data-dir.js';
import { about, environment, settingNames, type Environment, type SettingName } from './environment.js';
import { NATIONAL_CLOUDS } from './national-clouds.js';
import { isLoopback } from '../http/loopback.js';

export type RawEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Reads every setting, and complains about all of them in one go.
 * @throws ConfigFaults
 */
export function readEnvironment(raw: RawEnvironment): Environment {
  const { values, faults, faulty } = readSettings(settingNames, raw);
  const all = [...faults, ...faultsBetween(values, faulty)];
  if (all.length > 0) throw new ConfigFaults(all);
  return values as Environment;
}

/**
 * The database alone: whoever only migrates needs no other setting.
 * @throws ConfigFaults
 */
export function readDatabaseSettings(raw: RawEnvironment): { url: string | null; dataDir: string } {
  const { values, faults } = readSettings(['RECORDER_DATABASE_URL', 'RECORDER_DATA_DIR'], raw);
  if (faults.length > 0) throw new ConfigFaults(faults);
  return databaseSettings(values);
}

export function databaseSettings(values: Partial<Environment>): { url: string | null; dataDir: string } {
  const { RECORDER_DATABASE_URL: url = null, RECORDER_DATA_DIR: dataDir } = values;
  return { url, dataDir: dataDir ? resolve(dataDir) : defaultDataDir() };
}

interface Reading {
  values: Partial<Environment>;
  faults: string[];
  faulty: ReadonlySet<SettingName>;
}

function readSettings(names: readonly SettingName[], raw: RawEnvironment): Reading {
  const values: Partial<Record<SettingName, unknown>> = {};
  const faults: string[] = [];
  const faulty = new Set<SettingName>();
  for (const name of names) {
    try {
      values[name] = parse(name, textOf(name, raw));
    } catch (error) {
      faults.push(`${name} ${(error as Error).message}`);
      faulty.add(name);
    }
  }
  return { values: values as Partial<Environment>, faults, faulty };
}

function parse(name: SettingName, text: string | undefined): unknown {
  const result = environment.shape[name].safeParse(text);
  if (result.success) return result.data;
  // zod's own words for what is missing name a type, which helps nobody.
  const messages = text === undefined ? ['is required'] : result.error.issues.map((issue) => issue.message);
  throw new Error([...new Set(messages)].join(', '));
}

/** The text of a setting, wherever it stands; undefined when it is unset or empty. */
function textOf(name: SettingName, raw: RawEnvironment): string | undefined {
  const text = raw[name]?.trim() || undefined;
  const { secret } = about.get(environment.shape[name]) ?? {};
  if (secret === 'file') return text && contentOf(text);
  const file = secret === 'value' ? raw[`${name}_FILE`]?.trim() : undefined;
  if (!file) return text;
  if (text) throw new Error(`is set twice, also as ${name}_FILE`);
  return contentOf(file);
}

function contentOf(file: string): string {
  try {
    const content = readFileSync(file, 'utf8').trim();
    if (content) return content;
  } catch (error) {
    throw new Error(`cannot be read from its file (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
  throw new Error('is empty in its file');
}

/** Rules that span settings; those which concern a faulty setting wait until it is repaired. */
function faultsBetween(values: Partial<Environment>, faulty: ReadonlySet<SettingName>): string[] {
  const faults: string[] = [];
  const sound = (...names: SettingName[]): boolean => !names.some((name) => faulty.has(name));

  if (sound('RECORDER_ENTRA_CLIENT_SECRET', 'RECORDER_ENTRA_CLIENT_CERTIFICATE_FILE')) {
    const { RECORDER_ENTRA_CLIENT_SECRET: secret, RECORDER_ENTRA_CLIENT_CERTIFICATE_FILE: certificate } = values;
    if (!secret === !certificate) {
      faults.push(
        `RECORDER_ENTRA_CLIENT_SECRET or RECORDER_ENTRA_CLIENT_CERTIFICATE_FILE is required${secret ? ', not both' : ''}`,
      );
    }
  }

  if (sound('RECORDER_HTTP_PUBLIC_URL', 'RECORDER_GRAPH_URL') && !isDevelopment(values.RECORDER_GRAPH_URL)) {
    const publicUrl = values.RECORDER_HTTP_PUBLIC_URL;
    if (!publicUrl) faults.push('RECORDER_HTTP_PUBLIC_URL is required');
    else if (!publicUrl.startsWith('https:')) {
      faults.push('RECORDER_HTTP_PUBLIC_URL must be https, unless Graph is on a loopback address');
    }
  }

  const { RECORDER_CONSOLE_LOGIN_ORIGIN: loginOrigin } = values;
  if (loginOrigin && sound('RECORDER_GRAPH_URL') && !isDevelopment(values.RECORDER_GRAPH_URL)) {
    faults.push('RECORDER_CONSOLE_LOGIN_ORIGIN must be unset, unless Graph is on a loopback address');
  }

  if (sound('RECORDER_GRAPH_CLOUD')) {
    const cloud = values.RECORDER_GRAPH_CLOUD ?? 'global';
    for (const name of ['RECORDER_CALLS_OPENID_URL', 'RECORDER_CALLS_ISSUERS'] as const) {
      if (NATIONAL_CLOUDS[cloud].callsIssuers.length === 0 && sound(name) && !values[name]) {
        faults.push(`${name} is required for cloud ${cloud}, where Microsoft documents none`);
      }
    }
  }
  return faults;
}

/** Development is when Graph is played by this machine; nothing else relaxes a rule. */
export function isDevelopment(graphUrl: string | undefined): boolean {
  return graphUrl !== undefined && isLoopback(graphUrl);
}
