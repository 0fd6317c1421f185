import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Config, envExample } from '@app/platform';
import { mediaHostEnvironment, recorderEnvironment, simulatorEnvironment } from './topology.js';

interface Service {
  command?: string[];
  ports?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, unknown>;
  volumes?: string[];
  image?: string;
}

let services: Record<string, Service>;
let volumes: string[];
beforeAll(() => {
  const file = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
    services: Record<string, Service>;
    volumes: Record<string, null>;
  };
  services = file.services;
  volumes = Object.keys(file.volumes);
});

const DATABASE_URL = 'postgresql://witness:development@postgres/witness';

/** What differs in a container: it listens for the host, too, and trusts the certificate of a volume. */
const trust = { NODE_EXTRA_CA_CERTS: '/certificates/ca.pem' };

it.each([0, 1])('docker compose runs recorder %i as npm start does', (replica) => {
  const expected = { ...recorderEnvironment(replica, DATABASE_URL), ...trust, RECORDER_HTTP_HOST: '0.0.0.0' };

  expect(services[`recorder-${replica + 1}`]?.environment).toEqual(expected);
});

it.each([0, 1] as const)('docker compose runs media host %i as npm start does', (index) => {
  const name = `media-host-${index + 1}`;

  expect(services[name]?.environment).toEqual({ ...mediaHostEnvironment(index, `/var/lib/witness/${name}`), ...trust });
});

it('docker compose runs the simulator as npm start does', () => {
  const tls = { keyFile: '/certificates/localhost.key', certFile: '/certificates/localhost.pem' };

  expect(services.simulator?.environment).toEqual({ ...simulatorEnvironment(tls), SIMULATOR_HOST: '0.0.0.0' });
});

it('docker compose migrates the database of the recorders, a Postgres 18', () => {
  expect(services.migrate?.environment).toEqual({ RECORDER_DATABASE_URL: DATABASE_URL });
  expect(services.postgres?.image).toBe('postgres:18');
});

it.each([3978, 3979])('docker compose gives the recorder at %i settings that it knows and takes', (port) => {
  const environment = services[`recorder-${port - 3977}`]?.environment ?? {};
  const known = [...envExample().matchAll(/^#? ?(\w+)=/gm)].map(([, name]) => name);

  expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual(['NODE_EXTRA_CA_CERTS']);
  expect(Config.load(environment).http.port).toBe(port);
});

it('docker compose opens the ports on which the recorders and the simulator listen', () => {
  const listening = [
    services['recorder-1']?.environment?.RECORDER_HTTP_PORT,
    services['recorder-2']?.environment?.RECORDER_HTTP_PORT,
    services.simulator?.environment?.SIMULATOR_HTTP_PORT,
  ];

  // For this machine alone: the simulator gives tokens to whoever asks.
  expect(services.loopback?.ports).toEqual(listening.map((port) => `127.0.0.1:${port}:${port}`));
});

it('docker compose starts programs that the build makes', () => {
  const mains = Object.values(services).flatMap(({ command = [] }) =>
    command.filter((word) => word.startsWith('dist/')),
  );

  expect(mains.length).toBeGreaterThan(3);
  expect(mains.map(sourceOf).filter((source) => !existsSync(source))).toEqual([]);
});

function sourceOf(built: string): string {
  // A program is one file beside the others (scripts/bundle.ts).
  const source = built.replace(/^dist\//, '').replace(/\.js$/, '.ts');
  return source.includes('/') ? source : `apps/${source.replace('.ts', '/src/main.ts')}`;
}

it('docker compose names no service and no volume that it does not have', () => {
  const all = Object.values(services);

  const needed = all.flatMap((service) => Object.keys(service.depends_on ?? {}));
  const mounted = all.flatMap((service) => (service.volumes ?? []).map((volume) => volume.split(':')[0]));
  expect(Object.keys(services)).toEqual(expect.arrayContaining(needed));
  expect([...new Set(mounted)].sort()).toEqual([...volumes].sort());
});
