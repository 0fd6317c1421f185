import { prepareBody, status, type Check, type CheckedHost, type Request } from './checked-host.js';

/** What is not in the contract's shape. */
export function refusedBodies(): Check[] {
  const order = { keep: true, permitId: 'p3', at: '2026-01-05T12:00:00Z' };
  const prepare: [what: string, body: unknown][] = [
    ['without a call', { ...prepareBody('c'), callId: undefined }],
    ['without a modality', { ...prepareBody('c'), modalities: [] }],
    ['that is no JSON', '{"callId":'],
  ];
  const keep: [what: string, body: unknown][] = [
    ['whose keep is a text', { ...order, keep: 'true' }],
    ['without a permit', { ...order, permitId: undefined }],
    ['without a time', { ...order, at: undefined }],
  ];
  return [
    ...prepare.map(([what, body]): Check => {
      const request = { method: 'POST', path: '/media-sessions', body } as const;
      return [`refuses to prepare from a body ${what} (400)`, async (host) => status(await host.send(request), 400)];
    }),
    ...keep.map(([what, body]): Check => {
      const request = (host: CheckedHost) => ({ method: 'PUT', path: host.path('/keep'), body }) as const;
      return [`refuses an order ${what} (400)`, async (host) => status(await host.send(request(host)), 400)];
    }),
  ];
}

/** Whoever does not prove to be a recorder. */
export function refusedTokens(): Check[] {
  const bad: [what: string, token: (good: string) => string | null][] = [
    ['no token', () => null],
    ['a token that is none', () => 'nonsense'],
    ['a token with another signature', (good) => `${good.slice(0, -8)}AAAAAAAA`],
    ['an unsigned token', (good) => `${base64url({ alg: 'none' })}.${good.split('.')[1] ?? ''}.`],
  ];
  const routes: [what: string, request: (host: CheckedHost) => Request][] = [
    ['prepare', () => ({ method: 'POST', path: '/media-sessions', body: prepareBody('c') })],
    [
      'keep',
      (host) => ({ method: 'PUT', path: host.path('/keep'), body: { keep: true, permitId: 'p4', at: host.at() } }),
    ],
    ['release', (host) => ({ method: 'DELETE', path: host.path() })],
  ];
  return bad.flatMap(([token, of]) =>
    routes.map(([what, request]): Check => {
      const check = async (host: CheckedHost): Promise<void> =>
        status(await host.send({ ...request(host), token: of(host.token) }), 401);
      return [`refuses to ${what} for ${token} (401)`, check];
    }),
  );
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
