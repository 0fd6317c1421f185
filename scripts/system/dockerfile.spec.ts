import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Config } from '@app/platform';
import { recorderEnvironment } from './topology.js';

/** Lines of one instruction, without its name. */
function all(instruction: string): string[] {
  return lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1));
}

const lines = readFileSync('Dockerfile', 'utf8').split('\n');
const { scripts, engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
  engines: { node: string };
};

it('copies only what the project has and the build context holds', () => {
  const ignored = readFileSync('.dockerignore', 'utf8').trim().split('\n');
  const copied = all('COPY').filter((words) => !words.startsWith('--from='));
  const sources = copied.flatMap((words) => words.split(' ').slice(0, -1));

  expect(sources).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', '.']));
  expect(sources.filter((source) => !existsSync(source) || ignored.includes(source))).toEqual([]);
});

it('copies from stages that it has, and starts each from one or from an image', () => {
  const stages = all('FROM').map((words) => words.split(' AS '));
  const named = stages.flatMap(([, name]) => (name ? [name] : []));

  const from = all('COPY').flatMap((words) => /^--from=(\S+)/.exec(words)?.[1] ?? []);
  expect(from).toEqual(['production-packages', 'build']);
  expect(from.filter((name) => !named.includes(name))).toEqual([]);
  const images = stages.map(([base]) => base).filter((base) => !named.includes(base ?? ''));
  expect(new Set(images).size, 'what is built runs on what it was built with').toBe(1);
});

it('runs npm scripts that the project has, and the recorder as npm does', () => {
  const run = all('RUN').flatMap((words) => /^npm run (\S+)/.exec(words)?.[1] ?? []);

  expect(run).toEqual(['build']);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(run));
  expect((JSON.parse(all('CMD')[0] ?? '[]') as string[]).join(' ')).toBe(scripts['start:recorder']);
});

it('takes the console along, which the build makes', () => {
  expect(scripts.build).toContain('vite build apps/console');
  expect(readFileSync('apps/console/vite.config.ts', 'utf8')).toContain("outDir: '../../dist/console'");
  expect(all('COPY')).toContain('--from=build /app/dist dist');
});

it('brings a Node that the project takes, opens the port that the recorder takes, and does not run it as root', () => {
  const [major] = /^node:(\d+)/.exec(all('FROM')[0] ?? '')?.slice(1) ?? [];
  const [least] = /\d+/.exec(engines.node) ?? [];
  const { http } = Config.load({ ...recorderEnvironment(0, ''), RECORDER_HTTP_PORT: undefined });

  expect(Number(major)).toBeGreaterThanOrEqual(Number(least));
  expect(all('EXPOSE')).toEqual([String(http.port)]);
  expect(all('USER').at(-1)).toBe('node');
});
