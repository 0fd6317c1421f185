import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curlRequest, forOlderCurl, powershellRequest } from '../support/documented-request.js';
import { eventually } from '../support/eventually.js';
import { System, TENANT } from '../support/system.js';

const page = readFileSync('docs/admin-api.md', 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)\n\`\`\`$`, 'gms'))].map(([, text = '']) => text);
const [lines, powershell] = [blocks('sh'), blocks('powershell')];
const pairs = lines.map((line, at): [string, string] => [line, powershell[at] ?? '']);

let system: System;
let env: Record<string, string | undefined>;
beforeAll(async () => {
  system = await System.start({ mediaHosts: 1 });
  // A recording whose media was lost could not be resumed.
  const { callId } = await system.simulator.invite({ media: 'speech' });
  await eventually(async () => expect(await system.admin.story(callId)).toContain('KeepingStarted'));
  const { id, conversationId, observedUserId, receivedAt, mediaHostId } = await system.admin.session(callId);
  env = {
    ...{ PATH: process.env.PATH, RECORDER: system.recorder.url, TENANT_ID: TENANT },
    TOKEN: await system.simulator.accessToken(['Recording.Read', 'Recording.Operate', 'Recording.Audit']),
    ...{ SESSION_ID: id, CONVERSATION_ID: conversationId!, USER_ID: observedUserId!, AT: receivedAt },
    HOST_ID: mediaHostId!,
  };
});
afterAll(() => system.stop());

describe('docs/admin-api.md', () => {
  it('has a line for curl and one for PowerShell of each question', () => {
    expect(lines.length).toBeGreaterThan(12);
    expect(powershell).toHaveLength(lines.length);
    for (const line of [...lines, ...powershell]) expect(line).not.toContain('\n');
  });

  it.each(pairs)('%s sends what its line for PowerShell sends', async (line, other) => {
    // PowerShell's own cannot read on while a stream goes on; curl is called there, too.
    if (other.startsWith('curl ')) expect(other.replaceAll('$env:', '$')).toBe(line.replace(/ \|\| test .*/, ''));
    else expect(powershellRequest(other, env)).toEqual(await curlRequest(line, env));
  });

  it('a line for PowerShell that sends something else is noticed', async () => {
    const [line, other] = pairs.find(([each]) => each.includes('-X PUT'))!;
    const others = [
      other.replace('Method Put', 'Method Post'),
      other.replace('/sales', '/sale'),
      other.replace('reason=', 'because='),
      other.replace("'*'", "'x'"),
      other.replace('"exact"', '"pattern"'),
    ];

    const sent = await curlRequest(line, env);

    for (const wrong of others) expect(powershellRequest(wrong, env)).not.toEqual(sent);
    expect(() => powershellRequest(`${other} -SkipHeaderValidation`, env)).toThrow('Nobody knows');
  });

  it.each(lines)('%s', async (line) => {
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', forOlderCurl(line)], { env });

    expect(stderr).toBe('');
    expect(stdout).not.toContain('"urn:witness:problem');
    if (stdout.startsWith('{') && !line.includes('jsonl') && !line.includes('ocsf')) JSON.parse(stdout);
  });
});
