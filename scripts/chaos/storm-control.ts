import type { HttpClient } from '@app/platform';
import type { StormReport } from '../../apps/graph-simulator/src/control/storm-report.js';
import type { StormState } from '../../apps/graph-simulator/src/control/storm.js';
import { SIMULATOR_URL } from '../system/topology.js';

export type { StormJoining, StormLeg, StormReport } from '../../apps/graph-simulator/src/control/storm-report.js';

const CONTROL = `${SIMULATOR_URL}/control`;

/** What a run asks of the simulator. */
export class StormControl {
  constructor(private readonly http: HttpClient) {}

  async start(request: object): Promise<void> {
    await this.ask('POST', 'storm', request);
  }

  look(): Promise<StormState> {
    return this.ask('GET', 'storm');
  }

  /** Of twenty thousand calls it is larger than any reply that the program's own client takes. */
  async report(): Promise<StormReport> {
    const reply = await fetch(`${CONTROL}/storm/report`);
    if (!reply.ok) throw new Error(`GET /control/storm/report: ${reply.status}`);
    return (await reply.json()) as StormReport;
  }

  async endAll(): Promise<void> {
    await this.ask('POST', 'storm/end', {});
  }

  async faults(plan: object): Promise<void> {
    await this.ask('POST', 'faults', plan);
  }

  async noFaults(): Promise<void> {
    await this.ask('DELETE', 'faults');
  }

  private async ask<Reply>(method: 'GET' | 'POST' | 'DELETE', path: string, request?: object): Promise<Reply> {
    const body = request && JSON.stringify(request);
    const headers = body === undefined ? undefined : { 'content-type': 'application/json' };
    const reply = await this.http.request({ method, url: `${CONTROL}/${path}`, headers, body, timeoutMs: 60_000 });
    if (reply.status >= 300) throw new Error(`${method} /control/${path}: ${reply.status} ${reply.text}`);
    return (reply.text === '' ? undefined : JSON.parse(reply.text)) as Reply;
  }
}
