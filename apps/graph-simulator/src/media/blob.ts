import { z } from 'zod';

const text = z.string().min(1);
const shape = z.object({ mpUri: text, mpMediaSessionId: text });

export interface MediaAddress {
  host: string;
  port: number;
  mpMediaSessionId: string;
}

/**
 * Where a media host wants to be dialled. The blob is one JSON text (posted in microsoft-graph-comms-samples #414);
 * of its fields the media platform needs these two. Null for anything else.
 */
export function mediaAddress(blob: string): MediaAddress | null {
  try {
    const parsed = shape.safeParse(JSON.parse(blob));
    if (!parsed.success) return null;
    const { mpUri, mpMediaSessionId } = parsed.data;
    // The URL class knows no port of net.tcp and would leave a non-special scheme's host unparsed.
    const [, host, port] = /^net\.tcp:\/\/(\[[^\]]+\]|[^:/]+):(\d+)\//.exec(mpUri) ?? [];
    return host && port ? { host: host.replace(/^\[|\]$/g, ''), port: Number(port), mpMediaSessionId } : null;
  } catch {
    return null;
  }
}
