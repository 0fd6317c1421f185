import type { QueryBus } from '@nestjs/cqrs';
import { expect, it, vi } from 'vitest';
import type { PermissionCheck } from '@app/graph-comms';
import type { Log } from '@app/platform';
import type { ConfiguredPolicyAction } from '@app/policies';
import { PermissionReport } from './permission-report.js';

function reportOf(query: () => Promise<ConfiguredPolicyAction[]>) {
  const asked = vi.fn(() => Promise.resolve([]));
  const warn = vi.fn();
  const check = { report: asked } as unknown as PermissionCheck;
  new PermissionReport({ execute: query } as unknown as QueryBus, check, {
    warn,
  } as unknown as Log).onApplicationBootstrap();
  return { asked, warn };
}

it('asks at start for what the policies in force make the recorder do', async () => {
  const { asked } = reportOf(() =>
    Promise.resolve([
      { action: 'record', mediaKind: 'appHosted' },
      { action: 'answer', mediaKind: 'serviceHosted' },
      { action: 'answer', mediaKind: 'appHosted' },
      { action: 'decline', mediaKind: null },
      { action: 'redirect', mediaKind: null },
    ]),
  );

  const actions = ['record', 'answerServiceHosted', 'answerAppHosted', 'decline', 'redirect'];
  await vi.waitFor(() => expect(asked).toHaveBeenCalledWith(actions));
});

it('starts all the same when the policies cannot be read', async () => {
  const { asked, warn } = reportOf(() => Promise.reject(new Error('no database')));

  await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce());
  expect(asked).not.toHaveBeenCalled();
});
