import { Reflector } from '@nestjs/core';
import type { ExecutionContext } from '@nestjs/common';
import { expect, it } from 'vitest';
import { type Config, TokenRefused } from '@app/platform';
import { RememberedLog, SetClock } from '../../../test/support/doubles.js';
import type { AdminToken } from './admin-token.js';
import type { AuditEntry } from './audit/audit-entry.js';
import type { AuditTrail } from './audit/audit-trail.js';
import type { Caller } from './caller.js';
import { RequireRole } from './require-role.js';
import { OpenRoute } from './route-access.js';
import { RateLimits } from './rate-limits.js';
import { RolesGuard } from './roles.guard.js';

class Routes {
  @RequireRole('Recording.Operate')
  drain() {}

  @OpenRoute('describes the others')
  document() {}

  forgotten() {}
}

@OpenRoute('guarded by something else')
class OpenRoutes {
  inherited() {}

  @RequireRole('Recording.Read')
  stricter() {}
}

const operator: Caller = {
  subject: 's',
  tenantId: 't',
  kind: 'delegated',
  roles: ['Recording.Operate'],
  tenantScope: null,
};

interface Request {
  method: string;
  routeOptions: { url: string };
  raw: object;
  caller?: Caller;
}

/** What the guard says at a route, what it asks of the client, and whom it hands on. */
async function at(controller: new () => object, handler: string, found: Caller | TokenRefused) {
  const token = {
    caller: () => (found instanceof TokenRefused ? Promise.reject(found) : Promise.resolve(found)),
  } as unknown as AdminToken;
  const request: Request = { method: 'GET', routeOptions: { url: '/somewhere' }, raw: { rawHeaders: [] } };
  const audited: AuditEntry[] = [];
  const trail = { append: (entry: AuditEntry) => Promise.resolve(void audited.push(entry)) } as unknown as AuditTrail;
  const challenges: string[] = [];
  const context = {
    getHandler: () => (controller.prototype as Record<string, unknown>)[handler],
    getClass: () => controller,
    switchToHttp: () => ({
      getRequest: () => request,
      getResponse: () => ({
        header: (name: string, value: string) => name === 'www-authenticate' && challenges.push(`${name}: ${value}`),
      }),
    }),
  } as unknown as ExecutionContext;
  const limits = new RateLimits(new SetClock(), { admin: { requestsPerMinute: 600 } } as Config);
  const guard = new RolesGuard(new Reflector(), token, limits, trail, new SetClock(), new RememberedLog());
  const said = await guard.canActivate(context).then(
    () => 'open',
    (error: { code: string }) => error.code,
  );
  return { said, challenges, caller: request.caller, audited };
}

it('opens for the role that the route names, and tells the route who asks', async () => {
  expect(await at(Routes, 'drain', operator)).toEqual({
    ...{ said: 'open', challenges: [], caller: operator },
    audited: [],
  });
});

it('refuses a caller without the role, and tells the route nothing', async () => {
  expect(await at(Routes, 'drain', { ...operator, roles: ['Recording.Read'] })).toEqual({
    said: 'identity.role-missing',
    challenges: ['www-authenticate: Bearer error="insufficient_scope"'],
    caller: undefined,
    audited: [
      expect.objectContaining({
        outcome: 'refused',
        actor: 's',
        code: 'identity.role-missing',
        status: 403,
      }) as unknown,
    ],
  });
});

it('asks for a token where there was none', async () => {
  expect(await at(Routes, 'drain', new TokenRefused('missing'))).toMatchObject({
    said: 'token.missing',
    challenges: ['www-authenticate: Bearer'],
    audited: [{ outcome: 'refused', actor: null, role: 'Recording.Operate', route: '/somewhere' }],
  });
});

it('says that a token is bad', async () => {
  expect(await at(Routes, 'drain', new TokenRefused('expired'))).toMatchObject({
    said: 'token.expired',
    challenges: ['www-authenticate: Bearer error="invalid_token"'],
  });
});

it('keeps a route shut that names no role, even for a caller with every role', async () => {
  expect(await at(Routes, 'forgotten', operator)).toMatchObject({ said: 'identity.route-closed' });
});

it('lets everybody use a route that says so', async () => {
  expect(await at(Routes, 'document', new TokenRefused('missing'))).toMatchObject({ said: 'open', challenges: [] });
  expect(await at(OpenRoutes, 'inherited', new TokenRefused('missing'))).toMatchObject({ said: 'open' });
});

it('lets a route ask for more than its controller does', async () => {
  expect(await at(OpenRoutes, 'stricter', operator)).toMatchObject({ said: 'identity.role-missing' });
});
