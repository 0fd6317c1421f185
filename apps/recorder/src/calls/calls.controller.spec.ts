import type { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { expect, it } from 'vitest';
import { DomainError, Metrics, SystemClock } from '@app/platform';
import type { JoinReply } from '@app/recording';
import { RememberedLog } from '../../../../test/support/doubles.js';
import { CallsController } from './calls.controller.js';
import type { CallsDispatch } from './calls.dispatch.js';
import { JoiningMetrics } from './joining-metrics.js';

class Reply {
  code: number | null = null;
  body: unknown;
  sent = false;

  header(): this {
    return this;
  }

  status(code: number): this {
    this.code = code;
    return this;
  }

  send(body?: unknown): void {
    Object.assign(this, { body, sent: true });
  }
}

class Refused extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'test.refused';
}

/** Notifications of one request, each by its call and a name; `joining` is that of somebody who asks in. */
async function post(
  names: readonly string[],
  dispatch: (name: string) => Promise<JoinReply | undefined>,
): Promise<Reply> {
  const metrics = new Metrics('test');
  const dispatching = { dispatch: (_item: unknown, { name }: { name: string }) => dispatch(name) };
  const controller = new CallsController(
    dispatching as unknown as CallsDispatch,
    {} as CommandBus,
    new RememberedLog(),
    new JoiningMetrics(new SystemClock(), metrics),
    metrics,
  );
  const now = new Date();
  const request = { headers: {}, teams: { tenantId: 't1', receivedAt: now, verifiedAt: now } };
  const reply = new Reply();
  await controller.onWebhook(request, reply as unknown as FastifyReply, { value: names.map(itemOf) });
  return reply;
}

function itemOf(name: string): object {
  const [call = '', what = ''] = name.split(' ');
  const resourceUrl = `/communications/calls/${call}/contentsharingsessions/${what}`;
  if (what !== 'joining') return { name, changeType: 'created', resourceUrl };
  const resourceData = { '@odata.type': '#microsoft.graph.participantJoiningNotification', call: { id: 'another' } };
  return { name, changeType: 'created', resourceUrl, resourceData };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

it('takes the calls of one request side by side, and what is said of one call in its order', async () => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const replying = post(['a 1', 'a 2', 'b 1'], (name) => {
    begun.push(name);
    return new Promise((done) => ends.set(name, () => done(undefined)));
  });

  await soon();
  expect(begun).toEqual(['a 1', 'b 1']);
  ends.get('a 1')!();
  await soon();
  expect(begun).toEqual(['a 1', 'b 1', 'a 2']);
  ends.get('a 2')!();
  ends.get('b 1')!();

  expect(await replying).toMatchObject({ code: 202, sent: true });
});

it('refuses a request of which one notification is not stored when the other calls are, and takes no more of its call', async () => {
  const stored: string[] = [];

  const reply = await post(['a 1', 'a 2', 'b 1', 'b 2'], async (name) => {
    if (name === 'a 1') throw new Error('no database');
    await soon();
    stored.push(name);
    return undefined;
  });

  expect(reply).toMatchObject({ code: 503, sent: true });
  expect(stored).toEqual(['b 1', 'b 2']);
});

it('has Teams try again when another try helps one of them, and refuses what would be refused again', async () => {
  const refused = new Refused('no');
  const failing = (faults: Record<string, Error>) => (name: string) =>
    faults[name] ? Promise.reject(faults[name]) : Promise.resolve(undefined);

  expect(await post(['a 1', 'b 1'], failing({ 'a 1': refused, 'b 1': new Error('no database') }))).toMatchObject({
    code: 503,
  });
  await expect(post(['a 1', 'b 1'], failing({ 'a 1': refused }))).rejects.toBe(refused);
});

it('where somebody asks in takes all in their order, and tells the decision whatever becomes of the others', async () => {
  const begun: string[] = [];

  const reply = await post(['a 1', 'b joining', 'c 1'], async (name) => {
    begun.push(name);
    await soon();
    if (name === 'a 1') throw new Error('no database');
    return name === 'b joining' ? { decision: { kind: 'accept' } } : undefined;
  });

  expect(begun).toEqual(['a 1', 'b joining', 'c 1']);
  expect(reply).toMatchObject({ code: 200, body: { '@odata.type': '#microsoft.graph.acceptJoinResponse' } });
});
