import { UnsecuredJWT } from 'jose';
import { expect, it } from 'vitest';
import { AppTokens, Config } from '@app/platform';
import { RememberedLog } from '../../../test/support/doubles.js';
import { PermissionCheck } from './permission-check.js';

const HOME = '0f6c2a9e-1111-4a5b-8c3d-2e4f60718293';
const OTHER = 'f0000000-0000-4000-8000-000000000001';

/** Tokens with the roles of each tenant; none for a tenant it does not know. */
class TokensWithRoles extends AppTokens {
  constructor(private readonly roles: Record<string, unknown>) {
    super();
  }

  get(_: string, tenantId: string): Promise<string> {
    if (!(tenantId in this.roles)) return Promise.reject(new Error('no token'));
    return Promise.resolve(new UnsecuredJWT({ roles: this.roles[tenantId] }).encode());
  }

  forget(): void {}
}

function check(tenants: string, roles: Record<string, unknown>) {
  const log = new RememberedLog();
  const config = Config.load({
    RECORDER_ENTRA_TENANT_ID: HOME,
    RECORDER_ENTRA_CLIENT_ID: '7b0d3c1e-2222-4f6a-9b8c-3d5e7f901a2b',
    RECORDER_ENTRA_CLIENT_SECRET: 'unused',
    RECORDER_HTTP_PUBLIC_URL: 'https://recorder.contoso.com',
    RECORDER_CALLS_TENANTS: tenants,
  });
  return { log, permissions: new PermissionCheck(config, new TokensWithRoles(roles), log) };
}

it('names each missing permission of each served tenant in a line of its own', async () => {
  const { log, permissions } = check(`${HOME},${OTHER}`, {
    [HOME]: ['Calls.AccessMedia.All', 'Calls.JoinGroupCall.All'],
    [OTHER]: ['Calls.AccessMedia.All'],
  });

  await permissions.report(['record', 'redirect']);

  expect(log.lines.map(({ level, message, fields }) => [level, message, fields.tenantId])).toEqual([
    ['warn', 'Graph permission missing: Calls.Initiate.All, for redirect', HOME],
    ['warn', 'Graph permission missing: Calls.JoinGroupCall.All, or Calls.JoinGroupCallAsGuest.All, for answer', OTHER],
    ['warn', 'Graph permission missing: Calls.Initiate.All, for redirect', OTHER],
  ]);
});

it('is quiet when nothing is missing, and can be asked', async () => {
  const { log, permissions } = check('*', { [HOME]: ['Calls.AccessMedia.All', 'Calls.JoinGroupCall.All'] });

  expect(await permissions.report(['record', 'decline'])).toEqual([{ tenantId: HOME, missing: [] }]);
  expect(log.lines).toEqual([]);
});

it.each([{}, { roles: 'Calls.AccessMedia.All' }, { roles: [7, null] }])(
  'takes $roles for no roles',
  async ({ roles }) => {
    const { permissions } = check(HOME, { [HOME]: roles });

    const [home] = await permissions.check(['record']);

    expect(home!.missing!.map(({ verb }) => verb)).toEqual([
      'answer',
      'app-hosted media',
      'updateRecordingStatus',
      'readable source of invites',
    ]);
  },
);

it('does not call anything missing where it has no token to tell', async () => {
  const { log, permissions } = check(OTHER, {});

  expect(await permissions.report(['record'])).toEqual([{ tenantId: OTHER, missing: null }]);
  expect(log.messages('warn')).toEqual(['Graph permissions unknown: no token of this tenant']);
});
