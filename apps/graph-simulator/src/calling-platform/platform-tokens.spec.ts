import { createLocalJWKSet, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Desk } from '../spec-support/desk.js';
import { PLATFORM_ISSUER, TOKEN_FLAWS } from './platform-tokens.js';

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.start();
});

afterAll(() => desk.stop());

/** What a careful webhook does. */
async function verified(token: string): Promise<JWTPayload> {
  const document = await desk.json<{ jwks_uri: string }>('GET', '/v1/.well-known/OpenIdConfiguration');
  const keys = (await desk.json<JSONWebKeySet>('GET', new URL(document.body.jwks_uri).pathname)).body;
  const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
    issuer: PLATFORM_ISSUER,
    audience: desk.settings.clientId,
    algorithms: ['RS256'],
    clockTolerance: 300,
  });
  if (payload.tid !== desk.settings.tenantId) throw new Error('not our tenant');
  return payload;
}

const token = async (flaw?: string) =>
  (await desk.json<{ token: string }>('POST', '/control/platform-tokens', { flaw })).body.token;

it('signs notifications so that the published keys confirm them, for 65 minutes', async () => {
  const { iat = 0, exp = 0, tid } = await verified(await token());

  expect([tid, exp - iat]).toEqual([desk.settings.tenantId, 3_900]);
});

it.each(TOKEN_FLAWS)('makes a token that a careful webhook refuses: %s', async (flaw) => {
  await expect(verified(await token(flaw))).rejects.toThrow();
});

it('rolls its keys over: old tokens hold until the old key is withdrawn', async () => {
  const old = await token();
  await desk.json('POST', '/control/keys/rotate', {});
  await verified(old);
  await verified(await token());

  await desk.json('POST', '/control/keys/rotate', { retireOld: true });

  await expect(verified(old)).rejects.toThrow();
  await verified(await token());
});
