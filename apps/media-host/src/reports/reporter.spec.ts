import { expect, it, vi } from 'vitest';
import type { MediaReport } from '@app/contracts';
import { type AppTokens, HttpClient, type HttpReply, Log } from '@app/platform';
import { type Settings } from '../settings.js';
import { RecorderClient } from './recorder.client.js';
import { Reporter } from './reporter.js';

class NoLog extends Log {
  debug = () => undefined;
  info = () => undefined;
  warn = () => undefined;
  error = () => undefined;
}

/** Answers as told, per session; remembers what it was told. */
class ScriptedRecorders extends RecorderClient {
  readonly heard: string[] = [];
  answer: (path: string) => number | 'gone' = () => 202;

  constructor() {
    super({} as Settings, new HttpClient(), {} as AppTokens);
  }

  override send(_method: 'PUT' | 'POST', path: string, body: object): Promise<HttpReply> {
    const status = this.answer(path);
    if (status === 'gone') return Promise.reject(new Error('nobody answered'));
    this.heard.push(`${path.split('/')[4]} ${(body as MediaReport).kind} ${status}`);
    return Promise.resolve({ status, headers: {}, text: '' });
  }
}

const at = '2026-01-05T12:00:00.000Z';
const first: MediaReport = { kind: 'firstMedia', at };
const stopped: MediaReport = { kind: 'stopped', at };

it('repeats a report until it is accepted, and keeps the order of its session', async () => {
  vi.useFakeTimers();
  const recorders = new ScriptedRecorders();
  const reporter = new Reporter(recorders, new NoLog());
  let tries = 0;
  recorders.answer = () => ((tries += 1) < 4 ? ([503, 'gone', 401] as const)[tries - 1]! : 202);

  const both = Promise.all([reporter.report('s1', first), reporter.report('s1', stopped)]);
  await vi.advanceTimersByTimeAsync(10_000);
  await both;

  expect(recorders.heard).toEqual(['s1 firstMedia 503', 's1 firstMedia 401', 's1 firstMedia 202', 's1 stopped 202']);
  expect(reporter.unsent).toBe(0);
  vi.useRealTimers();
});

it('lets no session wait for another', async () => {
  const recorders = new ScriptedRecorders();
  const reporter = new Reporter(recorders, new NoLog());
  recorders.answer = (path) => (path.includes('/s1/') ? 'gone' : 202);

  void reporter.report('s1', first);
  await reporter.report('s2', first);

  expect(recorders.heard).toEqual(['s2 firstMedia 202']);
  expect(reporter.unsent).toBe(1);
  recorders.answer = () => 202;
  expect(await reporter.flushed(1_000)).toBe(true);
});

it('gives up what a recorder cannot read, so that the rest is heard', async () => {
  const recorders = new ScriptedRecorders();
  const reporter = new Reporter(recorders, new NoLog());
  recorders.answer = () => (recorders.heard.length === 0 ? 400 : 202);

  await Promise.all([reporter.report('s1', first), reporter.report('s1', stopped)]);

  expect(recorders.heard).toEqual(['s1 firstMedia 400', 's1 stopped 202']);
});

it('holds a bounded number of reports while no recorder answers', async () => {
  const recorders = new ScriptedRecorders();
  const reporter = new Reporter(recorders, new NoLog());
  recorders.answer = () => 'gone';

  for (let n = 0; n < 20_100; n++) void reporter.report('s1', first);

  expect(reporter.unsent).toBe(20_000);
  expect(await reporter.flushed(50)).toBe(false);
  recorders.answer = () => 202;
  expect(await reporter.flushed(5_000)).toBe(true);
});
