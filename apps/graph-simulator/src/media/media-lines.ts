import { Injectable } from '@nestjs/common';
import { connect, type Socket } from 'node:net';
import type { Answer, Leg } from '../teams/leg.js';
import { mediaAddress } from './blob.js';
import { FRAME_MS, Speech } from './speech.js';

const CONNECT_WITHIN_MS = 3_000;
const SPARSE_MS = 800;
/** A host that stopped reading shall not fill this process. */
const BACKLOG_BYTES = 256 * 1_024;

/**
 * The media platform: dials the host named in the answer's blob and talks until the leg ends. The real one speaks a
 * private protocol over TLS to Microsoft's media library; here one line of JSON says which session this is, and raw
 * frames of 20 ms PCM follow in real time.
 */
@Injectable()
export class MediaLines {
  private readonly lines = new Map<Leg, { socket: Socket; timer: NodeJS.Timeout | null }>();

  /** Whether media is up. Media hosted by the service needs no host of ours. */
  async dial(leg: Leg, { mediaConfig }: Answer): Promise<boolean> {
    if (leg.plan.media === 'none' || !/appHostedMediaConfig$/i.test(mediaConfig['@odata.type'])) return true;
    if (leg.plan.media === 'unreachable') return false;
    const address = mediaAddress(mediaConfig.blob ?? '');
    if (!address) return false;
    const socket = connect({ host: address.host, port: address.port });
    if (!(await connected(socket))) {
      socket.destroy();
      return false;
    }
    if (leg.ended) {
      socket.destroy();
      return true;
    }
    socket.on('error', () => this.hangUp(leg));
    socket.on('close', () => this.hangUp(leg));
    socket.write(`${JSON.stringify({ mpMediaSessionId: address.mpMediaSessionId, callId: leg.id })}\n`);
    this.lines.set(leg, { socket, timer: this.sends(leg, socket) });
    return true;
  }

  hangUp(leg: Leg): void {
    const line = this.lines.get(leg);
    if (!line) return;
    this.lines.delete(leg);
    if (line.timer) clearInterval(line.timer);
    line.socket.end();
  }

  /** As if the network between media platform and host broke. */
  cut(leg: Leg): void {
    this.lines.get(leg)?.socket.destroy();
    this.hangUp(leg);
  }

  closeAll(): void {
    for (const leg of this.lines.keys()) this.hangUp(leg);
  }

  private sends(leg: Leg, socket: Socket): NodeJS.Timeout | null {
    if (leg.plan.media === 'speech') return this.talk(leg, socket);
    return leg.plan.media === 'sparse' ? this.murmur(leg, socket) : null;
  }

  /** The same frame again and again, often enough that no host takes it for silence or for a gap. */
  private murmur(leg: Leg, socket: Socket): NodeJS.Timeout {
    const frame = new Speech(leg.plan.seed).frame();
    const say = () => {
      socket.write(frame);
      leg.bytesOfSpeech += frame.length;
    };
    say();
    return setInterval(say, SPARSE_MS);
  }

  /** Frames by the clock and not by the timer, whose ticks drift: speech stays in real time. */
  private talk(leg: Leg, socket: Socket): NodeJS.Timeout {
    const speech = new Speech(leg.plan.seed);
    const started = performance.now();
    let frames = 0;
    return setInterval(() => {
      const due = Math.floor((performance.now() - started) / FRAME_MS);
      for (; frames < due; frames += 1) {
        const frame = speech.frame();
        if (socket.writableLength > BACKLOG_BYTES) continue;
        socket.write(frame);
        leg.bytesOfSpeech += frame.length;
      }
    }, FRAME_MS);
  }
}

function connected(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), CONNECT_WITHIN_MS);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(true);
    });
    socket.once('error', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
