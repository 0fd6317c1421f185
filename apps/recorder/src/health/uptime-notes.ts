import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { InboundTokens } from '@app/graph-comms';
import { Log } from '@app/platform';
import { NoteUptime } from '@app/recording';

/** Three of them may fail before the time between counts as a gap (libs/recording, uptime-in.ts). */
const EVERY_MS = 5_000;

/**
 * While this recorder can take invitations - it listens, it can check Teams' tokens, and the note itself proves the
 * database - it has that put on record. Each replica for itself: no job, because jobs have one runner.
 */
@Injectable()
export class UptimeNotes implements OnApplicationBootstrap, OnModuleDestroy {
  /** Of this process; a restart is another one. */
  private readonly recorderId = randomUUID();
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> | null = null;
  private isFailing = false;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly inbound: InboundTokens,
    private readonly commands: CommandBus,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.server.once('listening', () => void this.note());
    this.timer = setInterval(() => void this.note(), EVERY_MS);
  }

  /** Before anything is taken down: from here on others should be asked. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.note();
  }

  private get server(): Server {
    return this.host.httpAdapter.getHttpServer() as Server;
  }

  /** One at a time; a database that is away must not gather those who wait for it. */
  private note(): Promise<void> {
    this.underWay ??= this.tell().finally(() => (this.underWay = null));
    return this.underWay;
  }

  /** Told once for as long as it fails. What could not be noted shows as a gap, and rightly. */
  private async tell(): Promise<void> {
    if (!this.server.listening || !this.inbound.ready) return;
    try {
      await this.commands.execute(new NoteUptime(this.recorderId));
      this.isFailing = false;
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      if (!this.isFailing) this.log.warn('that this recorder is up could not be noted', { error: name });
      this.isFailing = true;
    }
  }
}
