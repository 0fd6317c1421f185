import { randomUUID } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { request } from './http-json.js';
import { TestServer, type PreparedReply, type ReceivedRequest } from './http-server.js';

export interface KeepOrder {
  callId: string;
  keep: boolean;
  permitId: string;
  receivedAt: number;
}

/** What its heartbeat says of it. */
export interface DoubleState {
  region?: string;
  failureDomain?: string;
  maxCalls?: number;
}

const HEARTBEAT_MS = 1_000;
/** As the reference media host waits. */
const LOST_AFTER_MS = 3_000;

/** A media host that can be slow, full or silent when a test wants it to be; it takes media and drops it. */
export class MediaHostDouble {
  /** Before a blob is given; the contract allows a second. */
  prepareDelayMs = 0;
  /** Before it obeys an order or a release. */
  orderDelayMs = 0;
  full = false;
  /** Sends no heartbeats, and tells nobody anything: no recorder can be reached. It obeys whoever reaches it. */
  isSilent = false;
  /** Takes no new calls, by its own word. */
  private draining = false;
  readonly keepOrders: KeepOrder[] = [];
  readonly released: string[] = [];
  /** Media session by call, also of those released. */
  readonly sessions = new Map<string, string>();
  /** Calls whose media it holds now. */
  private readonly held = new Set<string>();
  private heart: NodeJS.Timeout | undefined;
  /** One after another: an older one must not be heard last. */
  private beats: Promise<unknown> = Promise.resolve();
  private readonly sockets = new Set<Socket>();

  private constructor(
    readonly hostId: string,
    private readonly server: () => TestServer,
    private readonly media: Server,
    private readonly recorderUrls: readonly string[],
    private readonly token: string,
    private readonly state: DoubleState,
  ) {}

  /** `token` carries the role Media.Host. Heartbeats begin at once. */
  static async start(
    recorderUrls: readonly string[],
    token: string,
    state: DoubleState = {},
  ): Promise<MediaHostDouble> {
    const own: { server?: TestServer } = {};
    const media = createServer((socket) => void self.take(socket));
    const self = new MediaHostDouble(`double-${randomUUID()}`, () => own.server!, media, recorderUrls, token, state);
    await new Promise<void>((listening) => media.listen(0, '127.0.0.1', listening));
    own.server = await TestServer.start((asked) => self.reply(asked));
    self.heart = setInterval(() => void self.beat().catch(() => undefined), HEARTBEAT_MS);
    await self.beat();
    return self;
  }

  /** Takes calls again. Resolves when a recorder has heard it. */
  resume(): Promise<void> {
    this.draining = false;
    return this.beat();
  }

  /** Refuses connections from now on, for good, and sends heartbeats all the same. */
  refuse(): Promise<void> {
    return this.server().close();
  }

  /** As a host that was started anew: it knows nothing of this call, and says so. */
  forget(callId: string): void {
    this.sessions.delete(callId);
    this.held.delete(callId);
  }

  /** Gets no further calls, from now on; it keeps those it has. */
  drain(): Promise<void> {
    this.draining = true;
    return this.beat();
  }

  async stop(): Promise<void> {
    clearInterval(this.heart);
    for (const socket of this.sockets) socket.destroy();
    await Promise.all([this.server().close(), new Promise((closed) => this.media.close(closed))]);
  }

  /** The first line names the session; what follows is media, and dropped. */
  private take(socket: Socket): void {
    let mediaSessionId: string | null = null;
    this.sockets.add(socket);
    socket
      .on('error', () => undefined)
      .once('data', (first: Buffer) => {
        const [line = ''] = first.toString('latin1').split('\n');
        mediaSessionId = (JSON.parse(line) as { mpMediaSessionId: string }).mpMediaSessionId;
      })
      .on('close', () => {
        this.sockets.delete(socket);
        const at = new Date().toISOString();
        if (mediaSessionId) void this.tellLost(mediaSessionId, at).catch(() => undefined);
      });
    socket.resume();
  }

  /** Media that was cut, unless the call turns out to be over, which it usually is. Told until a recorder hears it. */
  private async tellLost(mediaSessionId: string, at: string): Promise<void> {
    await new Promise((wake) => setTimeout(wake, LOST_AFTER_MS).unref());
    const [callId = ''] = [...this.sessions].find(([, id]) => id === mediaSessionId) ?? [];
    if (!this.held.has(callId)) return;
    const body = { kind: 'mediaLost', at };
    for (const url of this.recorderUrls) {
      const path = `${url}/media/v1/sessions/${mediaSessionId}/reports`;
      if ((await request('POST', path, { body, token: this.token }).catch(() => null))?.status === 202) return;
    }
    return this.tellLost(mediaSessionId, at);
  }

  /** What it says of a call's media. */
  async report(callId: string, body: object): Promise<void> {
    const path = `${this.recorderUrls[0]}/media/v1/sessions/${this.sessions.get(callId)}/reports`;
    const { status } = await request('POST', path, { body, token: this.token });
    if (status !== 202) throw new Error(`A report was answered ${status}`);
  }

  /** Heard again, at once. */
  beat(): Promise<void> {
    if (this.isSilent) return Promise.resolve();
    const said = this.beats.then(() => this.say());
    this.beats = said.catch(() => undefined);
    return said;
  }

  private async say(): Promise<void> {
    const body = {
      url: this.server().url,
      region: 'EUWE',
      maxCalls: 1_000,
      activeCalls: this.held.size,
      load: 0,
      version: 'double',
      draining: this.draining,
      ...this.state,
    };
    for (const url of this.recorderUrls) {
      const path = `${url}/media/v1/hosts/${this.hostId}`;
      const reply = await request('PUT', path, { body, token: this.token }).catch(() => null);
      if (reply?.status === 200) return;
    }
    throw new Error('No recorder took the heartbeat');
  }

  private async reply({ method, url, body }: ReceivedRequest): Promise<PreparedReply> {
    const [, , mediaSessionId] = url.split('/');
    if (method === 'POST') return this.prepare((JSON.parse(body) as { callId: string }).callId);
    await new Promise((wake) => setTimeout(wake, this.orderDelayMs));
    const [callId] = [...this.sessions].find(([, id]) => id === mediaSessionId) ?? [];
    if (callId === undefined) return { status: 404 };
    if (method === 'DELETE') {
      this.released.push(callId);
      this.held.delete(callId);
      return { status: 204 };
    }
    const { keep, permitId } = JSON.parse(body) as { keep: boolean; permitId: string };
    this.keepOrders.push({ callId, keep, permitId, receivedAt: Date.now() });
    return { status: 200, body: { keep, since: new Date().toISOString() } };
  }

  private async prepare(callId: string): Promise<PreparedReply> {
    await new Promise((wake) => setTimeout(wake, this.prepareDelayMs));
    if (this.full) return { status: 507 };
    const mediaSessionId = this.sessions.get(callId) ?? randomUUID();
    this.sessions.set(callId, mediaSessionId);
    this.held.add(callId);
    const { port } = this.media.address() as AddressInfo;
    const mpUri = `net.tcp://127.0.0.1:${port}/MediaProcessor`;
    const blob = JSON.stringify({ mpUri, mpMediaSessionId: mediaSessionId, callId });
    return { status: 201, body: { mediaSessionId, mediaConfig: { '@odata.type': APP_HOSTED, blob } } };
  }
}

const APP_HOSTED = '#microsoft.graph.appHostedMediaConfig';
