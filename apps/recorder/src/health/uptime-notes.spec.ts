import { EventEmitter } from 'node:events';
import type { HttpAdapterHost } from '@nestjs/core';
import type { CommandBus } from '@nestjs/cqrs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { InboundTokens } from '@app/graph-comms';
import type { Log } from '@app/platform';
import type { NoteUptime } from '@app/recording';
import { UptimeNotes } from './uptime-notes.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A recorder that has started, and is about to listen. */
function started() {
  const server = Object.assign(new EventEmitter(), { listening: false });
  const inbound = { ready: true };
  const execute = vi.fn((_note: NoteUptime) => Promise.resolve());
  const warn = vi.fn();
  const notes = new UptimeNotes(
    { httpAdapter: { getHttpServer: () => server } } as unknown as HttpAdapterHost,
    inbound as InboundTokens,
    { execute } as unknown as CommandBus,
    { warn } as unknown as Log,
  );
  notes.onApplicationBootstrap();
  const listen = () => {
    server.listening = true;
    server.emit('listening');
  };
  return { server, inbound, execute, warn, notes, listen };
}

it('is noted as soon as the recorder listens, every five seconds from then on, and when it stops', async () => {
  const { execute, notes, listen } = started();

  await vi.advanceTimersByTimeAsync(4_000);
  expect(execute).not.toHaveBeenCalled();
  listen();
  expect(execute).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(11_000);
  expect(execute).toHaveBeenCalledTimes(4);

  await notes.onModuleDestroy();
  expect(execute).toHaveBeenCalledTimes(5);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(execute).toHaveBeenCalledTimes(5);
  expect(new Set(execute.mock.calls.map(([{ recorderId }]) => recorderId)).size).toBe(1);
});

it('is not noted while the recorder could take no invitation', async () => {
  const { server, inbound, execute, listen } = started();

  inbound.ready = false;
  listen();
  await vi.advanceTimersByTimeAsync(10_000);
  inbound.ready = true;
  server.listening = false;
  await vi.advanceTimersByTimeAsync(10_000);

  expect(execute).not.toHaveBeenCalled();
});

it('goes on when it cannot be noted, and says so once', async () => {
  const { execute, warn, listen } = started();
  execute.mockRejectedValue(new Error('the database is away'));

  listen();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(execute).toHaveBeenCalledTimes(5);
  expect(warn).toHaveBeenCalledTimes(1);

  execute.mockResolvedValueOnce(undefined);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(warn).toHaveBeenCalledTimes(2);
});

it('does not ask again while it waits', async () => {
  const { execute, listen } = started();
  execute.mockReturnValueOnce(new Promise(() => undefined));

  listen();
  await vi.advanceTimersByTimeAsync(30_000);

  expect(execute).toHaveBeenCalledTimes(1);
});
