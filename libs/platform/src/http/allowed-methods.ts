import type { FastifyAdapter } from '@nestjs/platform-fastify';

type Server = ReturnType<FastifyAdapter['getInstance']>;

interface Route {
  path: RegExp;
  methods: readonly string[];
}

const routesOf = new WeakMap<object, Route[]>();

/** Remembers every route of a server, because Fastify itself answers a wrong method as an unknown path. */
export function noteRoutes(server: Server): void {
  const routes: Route[] = [];
  routesOf.set(server, routes);
  server.addHook('onRoute', ({ url, method }) => {
    if (!url.includes('*')) routes.push({ path: pattern(url), methods: [method].flat() });
  });
}

/** The methods that `url` would have been served with; none when the path is unknown. */
export function allowedMethods(server: object, url: string): string[] {
  const path = url.split('?')[0] ?? '';
  const fitting = (routesOf.get(server) ?? []).filter((route) => route.path.test(path));
  return [...new Set(fitting.flatMap(({ methods }) => methods))].sort();
}

/** `/sessions/:sessionId` as an expression over whole paths. */
function pattern(url: string): RegExp {
  const segments = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')));
  return new RegExp(`^${segments.join('/')}/?$`);
}
