interface Route {
  url: string;
  method: string | string[];
  bodyLimit?: number;
}

/** As much of Fastify's server as this needs. */
export interface RouteRegistry {
  addHook(name: 'onRoute', hook: (route: Route) => void): unknown;
  decorate(name: 'allowedMethods', value: AllowedMethods): unknown;
}

/** The methods with which a URL would have been served; none when its path is unknown. */
export type AllowedMethods = (url: string) => string[];

/** Lets a server know its own routes, because Fastify answers a wrong method like an unknown path. */
export function noteRoutes(server: RouteRegistry): void {
  const routes: { path: RegExp; methods: string[] }[] = [];
  server.addHook('onRoute', ({ url, method }) => {
    if (!url.includes('*')) routes.push({ path: pattern(url), methods: [method].flat() });
  });
  server.decorate('allowedMethods', (url) => {
    const path = url.split('?')[0] ?? '';
    const methods = routes.filter((route) => route.path.test(path)).flatMap((route) => route.methods);
    return [...new Set(methods)].sort();
  });
}

/** `/sessions/:sessionId` as an expression over whole paths. */
function pattern(url: string): RegExp {
  const literal = (segment: string): string => segment.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
  const segments = url.split('/').map((segment) => (segment.startsWith(':') ? '[^/]+' : literal(segment)));
  return new RegExp(`^${segments.join('/')}/?$`);
}
