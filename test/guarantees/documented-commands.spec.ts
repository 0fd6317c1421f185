import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { System, TENANT } from '../support/system.js';

const page = readFileSync('docs/admin-api.md', 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)\n\`\`\`$`, 'gms'))].map(([, text = '']) => text);
const lines = blocks('sh');
const isCurlHere = await promisify(execFile)('curl', ['--version']).then(
  () => true,
  () => false,
);

let system: System;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  system = await System.start({ mediaHosts: 1 });
  const { callId } = await system.simulator.invite({ media: 'connect' });
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
  it('has a line for curl and one for PowerShell of each question, and they ask the same', () => {
    const ask = (line: string) => /\/admin\/v1\/([a-z-]+)/.exec(line)?.[1];
    const powershell = blocks('powershell');

    expect(lines.length).toBeGreaterThan(12);
    expect(powershell.map(ask)).toEqual(lines.map(ask));
    for (const line of [...lines, ...powershell]) expect(line).not.toContain('\n');
  });

  it.skipIf(!isCurlHere).each(lines)('%s', async (line) => {
    // --json came with curl 7.82.
    const command = line.replace(/--json ('[^']*'|"(?:[^"\\]|\\.)*")/, `-H 'content-type: application/json' --data $1`);

    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', command], { env });

    expect(stderr).toBe('');
    expect(stdout).not.toContain('"urn:witness:problem');
    if (stdout.startsWith('{') && !line.includes('jsonl') && !line.includes('ocsf')) JSON.parse(stdout);
  });
});
