import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { HttpClient } from '@app/platform';
import { Settings } from '../settings.js';
import { Unexpected } from './unexpected.js';

const programs = z.object({
  items: z.array(z.object({ name: z.string(), role: z.string(), ports: z.array(z.number()) })),
});

/** Replies come when a thing is done, and a database may be kept down for long. */
const PATIENCE_MS = 90_000;

/** Where the programs around this one are broken on purpose: run by `npm start`, described in docs/reliability.md. */
@Injectable()
export class SystemDesk {
  constructor(
    private readonly http: HttpClient,
    private readonly settings: Settings,
  ) {}

  get isThere(): boolean {
    return this.settings.deskUrl !== null;
  }

  /** Name of the program that listens on a port. */
  async listenerOn(port: number): Promise<string> {
    const { items } = programs.parse(JSON.parse(await this.ask('GET', '/programs')));
    const found = items.find(({ ports }) => ports.includes(port));
    if (!found) throw new Unexpected(`no program of this system listens on port ${port}`);
    return found.name;
  }

  async mediaHosts(): Promise<string[]> {
    const { items } = programs.parse(JSON.parse(await this.ask('GET', '/programs')));
    return items.filter(({ role }) => role === 'mediaHost').map(({ name }) => name);
  }

  async kill(program: string): Promise<void> {
    await this.ask('POST', `/programs/${program}/signal`, { signal: 'SIGKILL' });
  }

  /** Resolves when it takes connections again. */
  async restartDatabase(wish: { mode: 'fast' | 'immediate'; downMs: number }): Promise<void> {
    await this.ask('POST', '/database/restart', wish);
  }

  async drain(hostId: string): Promise<void> {
    await this.ask('POST', `/media-hosts/${hostId}/drain`, {});
  }

  async resume(hostId: string): Promise<void> {
    await this.ask('POST', `/media-hosts/${hostId}/resume`, {});
  }

  private async ask(method: 'GET' | 'POST', path: string, body?: object): Promise<string> {
    const { deskUrl } = this.settings;
    if (!deskUrl) {
      throw new Unexpected('this story breaks programs at the desk of npm start, and SIMULATOR_DESK_URL is not set');
    }
    const headers = { 'content-type': 'application/json' };
    const url = deskUrl + path;
    const request = { method, url, timeoutMs: PATIENCE_MS, ...(body && { headers, body: JSON.stringify(body) }) };
    const { status, text } = await this.http.request(request).catch((error: Error) => {
      throw new Unexpected(`the desk does not answer: ${error.message}`);
    });
    if (status >= 300) throw new Unexpected(`the desk would not: ${method} ${path} got ${status} ${text}`);
    return text;
  }
}
