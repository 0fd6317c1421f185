import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Metrics } from '@app/platform';
import { ListMediaHosts, type ListedMediaHost } from './queries/list-media-hosts.js';

/** The fleet as Postgres has it: every recorder shows all of it. */
@Injectable()
export class FleetMetrics {
  constructor(queries: QueryBus, metrics: Metrics) {
    const hosts = () => queries.execute(new ListMediaHosts());
    const states = 'Media hosts by what may be expected of them: open, draining, silent; of all recorders';
    metrics.watch('media_hosts', states, async () => statesOf(await hosts()), ['state']);
    const room = 'Calls that a media host which is not silent may hold, by state: taken, free; of all recorders';
    metrics.watch('media_host_calls', room, async () => (await hosts()).flatMap(roomOf), ['host', 'state']);
  }
}

function statesOf(hosts: readonly ListedMediaHost[]) {
  const count = { open: 0, draining: 0, silent: 0 };
  for (const { silent, draining, drainOrdered } of hosts)
    count[silent ? 'silent' : draining || drainOrdered ? 'draining' : 'open'] += 1;
  return Object.entries(count).map(([state, value]) => ({ labels: { state }, value }));
}

function roomOf({ hostId: host, silent, maxCalls, reservedCalls }: ListedMediaHost) {
  if (silent) return [];
  return [
    { labels: { host, state: 'taken' }, value: reservedCalls },
    { labels: { host, state: 'free' }, value: Math.max(0, maxCalls - reservedCalls) },
  ];
}
