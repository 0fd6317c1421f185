import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';
import type { StopMode } from '@app/platform';
import type { HostOrder } from './clients.js';
import { PROGRAM_SIGNALS, type ProgramSignal } from './program.js';
import { Refused } from './refused.js';

/** A system whose programs can be broken on purpose, and who does it. */
export interface Breakable {
  readonly programs: readonly {
    role: string;
    /** What it listens on, by which a story knows who answered it. */
    ports: readonly number[];
    program: { name: string; pid: number | undefined; signal(signal: ProgramSignal, forMs?: number): number | null };
  }[];
  /** @throws Refused when the database is not this system's own, or just being restarted */
  restartDatabase(mode: StopMode, downMs: number): Promise<void>;
  /** @throws Refused when no recorder does it */
  orderMediaHost(hostId: string, order: HostOrder): Promise<void>;
}

const AT_MOST_MS = 60_000;
const signalRequest = z.strictObject({
  signal: z.enum(PROGRAM_SIGNALS),
  forMs: z.number().int().min(0).max(AT_MOST_MS).optional(),
});
const restartRequest = z.strictObject({
  mode: z.enum(['fast', 'immediate']).default('fast'),
  downMs: z.number().int().min(0).max(AT_MOST_MS).default(0),
});

/**
 * Where a system on this machine is broken on purpose: by the simulator's stories, by `npm run chaos`, by hand. It only
 * listens on loopback, and takes nothing that a web page in a browser of this machine could send.
 */
export class Desk {
  private constructor(
    private readonly system: Breakable,
    private readonly server: Server,
  ) {}

  static async start(system: Breakable, port: number): Promise<Desk> {
    const server = createServer();
    const desk = new Desk(system, server);
    server.on('request', (request: IncomingMessage, response) => {
      void desk.reply(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((listening, failed) => {
      server.once('error', failed).listen(port, '127.0.0.1', listening);
    });
    return desk;
  }

  async stop(): Promise<void> {
    const closed = new Promise((done) => this.server.close(done));
    this.server.closeAllConnections();
    await closed;
  }

  private async reply(request: IncomingMessage): Promise<{ status: number; body: object }> {
    try {
      return { status: 200, body: await this.answer(request) };
    } catch (error) {
      const { message } = error as Error;
      if (error instanceof Refused) return { status: error.status, body: { error: message } };
      if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
      return { status: 500, body: { error: message } };
    }
  }

  private async answer(request: IncomingMessage): Promise<object> {
    const { method, headers, url = '/' } = request;
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '')) throw new Refused(403, 'ask by 127.0.0.1');
    const [what, name = '', verb, more] = url.slice(1).split('/').map(decodeURIComponent);
    if (method === 'GET' && url === '/programs') return { items: this.programs() };
    if (method !== 'POST' || more !== undefined) throw new Refused(404, `there is no ${method} ${url}`);
    // A page elsewhere can make a browser post plain text, but JSON only when asked first.
    if (!headers['content-type']?.startsWith('application/json')) throw new Refused(415, 'send JSON, if only {}');
    const body = await jsonOf(request);
    if (what === 'programs' && verb === 'signal') return this.signal(name, signalRequest.parse(body));
    if (what === 'database' && name === 'restart' && !verb) return this.restart(restartRequest.parse(body));
    if (what === 'media-hosts' && (verb === 'drain' || verb === 'resume')) return this.order(name, verb);
    throw new Refused(404, `there is no POST ${url}`);
  }

  private programs() {
    return this.system.programs.map(({ role, ports, program: { name, pid } }) => ({
      name,
      role,
      pid: pid ?? null,
      ports,
    }));
  }

  /** Replies with the process that got the signal. */
  private signal(name: string, { signal, forMs }: z.infer<typeof signalRequest>): object {
    const found = this.system.programs.find(({ program }) => program.name === name);
    const known = this.system.programs.map(({ program }) => program.name).join(', ');
    if (!found) throw new Refused(404, `there is no program ${name}, only ${known}`);
    const pid = found.program.signal(signal, forMs);
    if (pid === null) throw new Refused(409, `${name} is not up`);
    return { name, role: found.role, pid };
  }

  /** Replies when connections are taken again. */
  private async restart({ mode, downMs }: z.infer<typeof restartRequest>): Promise<object> {
    const began = performance.now();
    await this.system.restartDatabase(mode, downMs);
    return { mode, backAfterMs: Math.round(performance.now() - began) };
  }

  private async order(hostId: string, order: HostOrder): Promise<object> {
    await this.system.orderMediaHost(hostId, order);
    return { hostId, order };
  }
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 10_000) throw new Refused(413, 'that is too long');
  }
  try {
    return JSON.parse(text || '{}');
  } catch {
    throw new Refused(400, 'that is no JSON');
  }
}
