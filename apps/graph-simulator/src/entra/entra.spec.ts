import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { createLocalJWKSet, decodeJwt, jwtVerify, SignJWT, type JSONWebKeySet, type JWTPayload } from 'jose';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webcrypto } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Desk } from '../spec-support/desk.js';

const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
let desk: Desk;
let certificateKey: webcrypto.CryptoKeyPair;

beforeAll(async () => {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2_048,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  certificateKey = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=recorder',
    keys: certificateKey,
  });
  writeFileSync(join(folder, 'certificate.pem'), certificate.toString('pem'));
  desk = await Desk.start({ SIMULATOR_CLIENT_CERTIFICATE_FILE: join(folder, 'certificate.pem') });
});

afterAll(async () => {
  await desk.stop();
  rmSync(folder, { recursive: true });
});

const granted = async (reply: Response) => ((await reply.json()) as { access_token: string }).access_token;
const refusal = async (reply: Response) => {
  const { error, error_description } = (await reply.json()) as { error: string; error_description: string };
  return [reply.status, error, /^AADSTS\d+/.exec(error_description)?.[0]];
};

async function assertion(claims: JWTPayload = {}): Promise<Record<string, string>> {
  const now = Math.floor(Date.now() / 1_000);
  const token = await new SignJWT({
    aud: `${desk.url}/${desk.settings.tenantId}/oauth2/v2.0/token`,
    iss: desk.settings.clientId,
    sub: desk.settings.clientId,
    jti: 'one',
    // MSAL's own assertions were seen a second ahead of the clock.
    nbf: now + 1,
    exp: now + 600,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(certificateKey.privateKey);
  return {
    client_secret: '',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: token,
  };
}

it('gives the recorder a token for Graph that the published keys confirm', async () => {
  const token = await granted(await desk.token());
  const keys = (await desk.json<JSONWebKeySet>('GET', `/${desk.settings.tenantId}/discovery/v2.0/keys`)).body;

  const { payload } = await jwtVerify(token, createLocalJWKSet(keys), { audience: 'https://graph.microsoft.com' });

  expect(payload).toMatchObject({
    iss: `${desk.url}/${desk.settings.tenantId}/v2.0`,
    tid: desk.settings.tenantId,
    azp: desk.settings.clientId,
    ver: '2.0',
    roles: ['Calls.AccessMedia.All', 'Calls.JoinGroupCall.All', 'Calls.JoinGroupCallAsGuest.All', 'Calls.Initiate.All'],
  });
});

it('tells by scope which resource a token is for, and by application which roles are in it', async () => {
  const { clientId, mediaHostClientId, mediaHostClientSecret } = desk.settings;
  const scope = `api://${clientId}/.default`;

  const recorder = decodeJwt(await granted(await desk.token({ scope })));
  const mediaHost = decodeJwt(
    await granted(await desk.token({ scope, client_id: mediaHostClientId, client_secret: mediaHostClientSecret })),
  );

  expect([recorder.aud, recorder.roles]).toEqual([`api://${clientId}`, ['Recorder.Control']]);
  expect([mediaHost.aud, mediaHost.roles]).toEqual([`api://${clientId}`, ['Media.Host']]);
});

it('takes the certificate instead of the secret', async () => {
  const reply = await desk.token(await assertion());

  expect(reply.status).toBe(200);
});

it.each([
  ['expired', { exp: Math.floor(Date.now() / 1_000) - 3_600 }, 'AADSTS700024'],
  ['for another authority', { aud: 'https://login.example/token' }, 'AADSTS700027'],
  ['of another application', { iss: 'somebody else' }, 'AADSTS700027'],
])('refuses an assertion that is %s', async (_flaw, claims, code) => {
  expect(await refusal(await desk.token(await assertion(claims)))).toEqual([401, 'invalid_client', code]);
});

it.each([
  ['a wrong secret', { client_secret: 'guess' }, [401, 'invalid_client', 'AADSTS7000215']],
  ['an unknown application', { client_id: 'nobody' }, [400, 'unauthorized_client', 'AADSTS700016']],
  ['an unknown resource', { scope: 'https://elsewhere.example/.default' }, [400, 'invalid_resource', 'AADSTS500011']],
  ['a scope that is no resource', { scope: 'User.Read' }, [400, 'invalid_scope', 'AADSTS1002012']],
  ['another grant', { grant_type: 'password' }, [400, 'unsupported_grant_type', 'AADSTS70003']],
])('refuses %s as Entra does', async (_what, form, expected) => {
  expect(await refusal(await desk.token(form))).toEqual(expected);
});

it('refuses client credentials for the tenant "common"', async () => {
  expect(await refusal(await desk.token({}, 'common'))).toEqual([400, 'invalid_request', 'AADSTS900023']);
});

it('names its addresses under the origin it was asked at, which MSAL insists on', async () => {
  const { body } = await desk.json('GET', `/${desk.settings.tenantId}/v2.0/.well-known/openid-configuration`);

  expect(body).toMatchObject({
    issuer: `${desk.url}/${desk.settings.tenantId}/v2.0`,
    token_endpoint: `${desk.url}/${desk.settings.tenantId}/oauth2/v2.0/token`,
  });
});

it('names no tenant as the issuer where it is asked for no tenant', async () => {
  const { body } = await desk.json('GET', '/organizations/v2.0/.well-known/openid-configuration');

  expect(body).toMatchObject({
    issuer: `${desk.url}/{tenantid}/v2.0`,
    token_endpoint: `${desk.url}/organizations/oauth2/v2.0/token`,
  });
});

it('makes a token with whatever roles an operator wants to try', async () => {
  const { body } = await desk.json<{ token: string }>('POST', '/control/tokens', { roles: ['Recording.Read'] });

  expect(decodeJwt(body.token)).toMatchObject({ aud: desk.settings.clientId, roles: ['Recording.Read'] });
});
