import { Settings } from '../settings.js';
import { startSimulator, type Simulator } from '../simulator.js';

export const SECRET = 'secret-of-the-test';

/** A simulator on a free port, and the few requests tests make of it. */
export class Desk {
  private graphToken: string | null = null;
  private constructor(
    readonly simulator: Simulator,
    readonly settings: Settings,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<Desk> {
    const settings = new Settings({
      SIMULATOR_HTTP_PORT: '0',
      SIMULATOR_CLIENT_SECRET: SECRET,
      SIMULATOR_LOG_LEVEL: 'silent',
      ...env,
    });
    return new Desk(await startSimulator(settings), settings);
  }

  stop(): Promise<void> {
    return this.simulator.stop();
  }

  get url(): string {
    return this.simulator.httpUrl;
  }

  async json<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: T }> {
    const reply = await fetch(this.url + path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await reply.text();
    return { status: reply.status, body: (text ? JSON.parse(text) : null) as T };
  }

  token(form: Record<string, string> = {}, tenant = this.settings.tenantId): Promise<Response> {
    return fetch(`${this.url}/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: this.settings.clientId,
        client_secret: SECRET,
        grant_type: 'client_credentials',
        scope: 'https://graph.microsoft.com/.default',
        ...form,
      }),
    });
  }

  /** A request to Graph with a good token, unless another is given. */
  async graph(method: string, path: string, body?: unknown, token?: string) {
    this.graphToken ??= ((await (await this.token()).json()) as { access_token: string }).access_token;
    const reply = await fetch(`${this.url}/v1.0${path}`, {
      method,
      headers: { authorization: `Bearer ${token ?? this.graphToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    const parsed = (text ? JSON.parse(text) : null) as { error?: { code: string; message: string } } | null;
    return { status: reply.status, headers: reply.headers, body: parsed, code: parsed?.error?.code };
  }
}

export async function eventually(condition: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const until = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > until) throw new Error('It did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
