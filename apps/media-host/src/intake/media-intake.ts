import { createServer, type Server, type Socket } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { Log } from '@app/platform';
import type { MediaSession } from '../sessions/media-session.js';
import { MediaSessions } from '../sessions/media-sessions.js';
import { Settings } from '../settings.js';
import { SourceGreeting, type Greeting } from './source-greeting.js';

const GREET_WITHIN_MS = 5_000;

/**
 * Where media sources connect. Microsoft's platform speaks a private protocol over TLS to its own library; here one line
 * of JSON names the session, and raw frames of 20 ms (16 kHz, 16 bit, mono) follow in real time.
 */
@Injectable()
export class MediaIntake {
  private readonly sockets = new Map<MediaSession, Socket>();
  private readonly unknown = new Set<Socket>();
  private readonly server: Server;

  constructor(
    @Inject(MediaSessions) private readonly sessions: MediaSessions,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Log) private readonly log: Log,
  ) {
    this.server = createServer((socket) => this.greet(socket));
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.settings.mediaPort, this.settings.listenOn, resolve);
    });
  }

  stop(): void {
    this.server.close();
    for (const socket of [...this.unknown, ...this.sockets.values()]) socket.destroy();
  }

  private greet(socket: Socket): void {
    const greeting = new SourceGreeting();
    this.unknown.add(socket);
    socket.setTimeout(GREET_WITHIN_MS, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.unknown.delete(socket));
    const onPiece = (piece: Buffer): void => {
      const read = greeting.read(piece);
      if (read === 'more') return;
      socket.off('data', onPiece);
      if (read === 'bad') socket.destroy();
      else this.admit(socket, read.greeting, read.rest);
    };
    socket.on('data', onPiece);
  }

  private admit(socket: Socket, { mpMediaSessionId, callId }: Greeting, first: Buffer): void {
    const session = this.sessions.findForSource(mpMediaSessionId, callId);
    if (!session) {
      this.log.warn('a media source asked for a session that is not here', { callId });
      socket.destroy();
      return;
    }
    this.unknown.delete(socket);
    socket.setTimeout(0);
    // Whoever comes last is the source: the platform reconnects before it notices that the old connection is dead.
    this.sockets.get(session)?.destroy();
    this.sockets.set(session, socket);
    session.connect();
    socket.on('data', (piece: Buffer) => this.take(socket, session, piece));
    socket.once('close', () => {
      if (this.sockets.get(session) !== socket) return;
      this.sockets.delete(session);
      session.disconnect();
    });
    if (first.length > 0) this.take(socket, session, first);
  }

  private take(socket: Socket, session: MediaSession, piece: Buffer): void {
    // What a replaced connection, or one of a session that ended, still had in its buffers is nobody's.
    if (this.sockets.get(session) !== socket) return;
    if (this.sessions.find(session.key.mediaSessionId) !== session) {
      socket.destroy();
      return;
    }
    if (session.receive(piece)) return;
    socket.pause();
    void session.caughtUp().then(() => socket.resume());
  }
}
