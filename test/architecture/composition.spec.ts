import { beforeAll, describe, expect, it } from 'vitest';
import { Injectable, Scope } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Config, ProblemFilter, Relay, type DurableCommandClass } from '@app/platform';
import { AppModule } from '../../apps/recorder/src/app.module.js';
import { RolesGuard } from '../../libs/identity/src/roles.guard.js';
import { classesExtending } from '../support/classes-in-source.js';
import { Composition } from '../support/composition.js';

const config = Config.load({
  RECORDER_GRAPH_URL: 'http://127.0.0.1:9',
  RECORDER_ENTRA_TENANT_ID: '11111111-1111-4111-8111-111111111111',
  RECORDER_ENTRA_CLIENT_ID: '44444444-4444-4444-8444-444444444444',
  RECORDER_ENTRA_CLIENT_SECRET: 'secret',
});

// Under these keys Nest's decorators note what a handler handles; it does not export them.
const COMMAND_HANDLER_METADATA = '__commandHandler__';
const QUERY_HANDLER_METADATA = '__queryHandler__';

let recorder: Composition;
beforeAll(async () => {
  recorder = await Composition.of(AppModule.forRoot(config));
});

/** How many handlers of the recorder take each command or query. */
function handlerCounts(metadata: string): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const handler of recorder.classes) {
    const handled: unknown = Reflect.getMetadata(metadata, handler);
    if (handled) counts.set(handled, (counts.get(handled) ?? 0) + 1);
  }
  return counts;
}

const named = (counts: Map<unknown, number>) =>
  Object.fromEntries([...counts].map(([handled, count]) => [(handled as { name: string }).name, count]));
const once = (classes: readonly { name: string }[]) => Object.fromEntries(classes.map(({ name }) => [name, 1]));

describe('the recorder', () => {
  it('has one handler for every command', async () => {
    const commands = await classesExtending('Command', 'DurableCommand');

    expect(commands.length).toBeGreaterThan(20);
    expect(named(handlerCounts(COMMAND_HANDLER_METADATA))).toEqual(once(commands));
  });

  it('has one handler for every query', async () => {
    const queries = await classesExtending('Query');

    expect(queries.length).toBeGreaterThan(5);
    expect(named(handlerCounts(QUERY_HANDLER_METADATA))).toEqual(once(queries));
  });

  it('can read back every durable command that it may have stored, by a kind of its own', async () => {
    const durable = (await classesExtending('DurableCommand')) as unknown as DurableCommandClass[];
    const registered = registeredCommands();

    expect(registered.map(({ kind }) => kind).sort()).toEqual(durable.map(({ kind }) => kind).sort());
    expect(new Set(registered)).toEqual(new Set(durable));
    for (const { kind } of durable) expect(kind).toMatch(/^[a-z-]+\.[a-z-]+$/);
    expect(new Set(durable.map(({ kind }) => kind)).size).toBe(durable.length);
  });

  it('says of every route who may use it', () => {
    const table = recorder.routes.map(({ name, access }) => {
      if (!access) return `${name}: nobody`;
      return `${name}: ${access.kind === 'open' ? 'open' : access.role}`;
    });

    expect(table.sort()).toEqual([
      'DELETE /admin/v1/policies/:policyId: Recording.Operate',
      'GET /admin/v1/audit/export: Recording.Audit',
      'GET /admin/v1/audit: Recording.Audit',
      'GET /admin/v1/capacity: Recording.Read',
      'GET /admin/v1/conversations/:conversationId/coverage: Recording.Read',
      'GET /admin/v1/conversations/:conversationId: Recording.Read',
      'GET /admin/v1/conversations: Recording.Read',
      'GET /admin/v1/docs: open',
      'GET /admin/v1/explain: Recording.Read',
      'GET /admin/v1/gaps: Recording.Read',
      'GET /admin/v1/live: Recording.Read',
      'GET /admin/v1/media-hosts: Recording.Read',
      'GET /admin/v1/openapi.json: open',
      'GET /admin/v1/policies/:policyId/versions: Recording.Read',
      'GET /admin/v1/policies/:policyId: Recording.Read',
      'GET /admin/v1/policies: Recording.Read',
      'GET /admin/v1/sessions/:sessionId/notifications: Recording.Read',
      'GET /admin/v1/sessions/:sessionId/participants: Recording.Read',
      'GET /admin/v1/sessions/:sessionId/timeline: Recording.Read',
      'GET /admin/v1/sessions/:sessionId: Recording.Read',
      'GET /admin/v1/sessions: Recording.Read',
      'GET /admin/v1/statistics: Recording.Read',
      'GET /console/*: open',
      'GET /console/config.json: open',
      'GET /console: open',
      'GET /health/live: open',
      'GET /health/ready: open',
      'GET /metrics: open',
      'POST /admin/v1/media-hosts/:hostId/drain: Recording.Operate',
      'POST /admin/v1/media-hosts/:hostId/resume: Recording.Operate',
      'POST /admin/v1/policies/dry-run: Recording.Read',
      'POST /admin/v1/sessions/:sessionId/hang-up: Recording.Operate',
      'POST /admin/v1/sessions/:sessionId/pause: Recording.Operate',
      'POST /admin/v1/sessions/:sessionId/resume: Recording.Operate',
      'POST /admin/v1/sessions/:sessionId/stop: Recording.Operate',
      'POST /api/calls/:callKey: open',
      'POST /api/calls: open',
      'POST /media/v1/sessions/:mediaSessionId/reports: Media.Host',
      'PUT /admin/v1/gaps/:gapId/explanation: Recording.Comply',
      'PUT /admin/v1/policies/:policyId: Recording.Operate',
      'PUT /media/v1/hosts/:hostId: Media.Host',
    ]);
  });

  it('makes each of its parts once: none for a request, and none for each that uses it', async () => {
    const another = { provide: 'another', useFactory: () => 1, scope: Scope.TRANSIENT };
    const bad = await Composition.of({ module: class {}, providers: [MadePerRequest, another] });

    expect(bad.fleeting).toHaveLength(2);
    expect(recorder.fleeting).toEqual([]);
  });

  it('stands guard before every route, and answers every error as a problem', () => {
    expect(recorder.providers).toContainEqual({ provide: APP_GUARD, useClass: RolesGuard });
    expect(recorder.providers).toContainEqual({ provide: APP_FILTER, useClass: ProblemFilter });
  });
});

@Injectable({ scope: Scope.REQUEST })
class MadePerRequest {}

/** The classes that the relay was given: its factory is run with nothing behind it. */
function registeredCommands(): DurableCommandClass[] {
  const provider = recorder.providers.find((each) => 'provide' in each && each.provide === Relay);
  if (!provider || !('useFactory' in provider)) throw new Error('The relay has no factory');
  const nothing: unknown = new Proxy(() => nothing, { get: () => nothing });
  const relay = provider.useFactory(...(provider.inject ?? []).map(() => nothing)) as unknown;
  return [...(relay as { classes: Map<string, DurableCommandClass> }).classes.values()];
}
