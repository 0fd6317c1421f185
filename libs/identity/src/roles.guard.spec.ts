import { Reflector } from '@nestjs/core';
import type { ExecutionContext } from '@nestjs/common';
import { expect, it } from 'vitest';
import { TokenRefused } from '@app/platform';
import type { AdminToken } from './admin-token.js';
import type { Caller } from './caller.js';
import { OpenRoute, RequireRole } from './route-access.js';
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

/** What the guard says at a route, what it asks of the client, and whom it hands on. */
async function at(controller: new () => object, handler: string, found: Caller | TokenRefused) {
  const token = {
    caller: () => (found instanceof TokenRefused ? Promise.reject(found) : Promise.resolve(found)),
  } as unknown as AdminToken;
  const request: { raw: object; caller?: Caller } = { raw: { rawHeaders: [] } };
  const challenges: string[] = [];
  const context = {
    getHandler: () => (controller.prototype as Record<string, unknown>)[handler],
    getClass: () => controller,
    switchToHttp: () => ({
      getRequest: () => request,
      getResponse: () => ({ header: (name: string, value: string) => challenges.push(`${name}: ${value}`) }),
    }),
  } as unknown as ExecutionContext;
  const said = await new RolesGuard(new Reflector(), token).canActivate(context).then(
    () => 'open',
    (error: { code: string }) => error.code,
  );
  return { said, challenges, caller: request.caller };
}

it('opens for the role that the route names, and tells the route who asks', async () => {
  expect(await at(Routes, 'drain', operator)).toEqual({ said: 'open', challenges: [], caller: operator });
});

it('refuses a caller without the role, and tells the route nothing', async () => {
  expect(await at(Routes, 'drain', { ...operator, roles: ['Recording.Read'] })).toEqual({
    said: 'identity.role-missing',
    challenges: ['www-authenticate: Bearer error="insufficient_scope"'],
    caller: undefined,
  });
});

it('asks for a token where there was none', async () => {
  expect(await at(Routes, 'drain', new TokenRefused('missing'))).toMatchObject({
    said: 'token.missing',
    challenges: ['www-authenticate: Bearer'],
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
