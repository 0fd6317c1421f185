import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const MARKER = 'session.json';

const mark = z.object({
  /** The last one that was open. */
  permitId: z.string(),
  /** Whether it was open when this was written. */
  open: z.boolean(),
});
export type Mark = z.infer<typeof mark>;

/**
 * A note beside a session's segments, from the opening of its gate until recorders know that writing has stopped. One
 * that is found at start tells of a host that died in between.
 */
export class SessionMarker {
  private current: Mark | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(readonly directory: string) {}

  /** Throws what the disk throws. */
  open(permitId: string): Promise<void> {
    return this.change({ permitId, open: true });
  }

  async close(permitId: string): Promise<void> {
    if (this.current?.permitId !== permitId) return;
    // A note that cannot be rewritten only makes a restart say more than it must.
    await this.change({ permitId, open: false }).catch(() => undefined);
  }

  /** Unless another permit has been opened meanwhile. */
  async remove(permitId: string): Promise<void> {
    if (this.current?.permitId === permitId) await this.change(null).catch(() => undefined);
  }

  /** What a dead host left, if anything. */
  async find(): Promise<Mark | null> {
    const text = await readFile(join(this.directory, MARKER), 'utf8').catch(() => null);
    if (text === null) return null;
    this.current = readMark(text);
    return this.current;
  }

  private change(next: Mark | null): Promise<void> {
    this.current = next;
    const written = this.writing.then(() =>
      next ? this.write(next) : rm(join(this.directory, MARKER), { force: true }),
    );
    this.writing = written.catch(() => undefined);
    return written;
  }

  private async write(next: Mark): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    // In place: should the host die in the middle, the torn note says as much as is needed.
    await writeFile(join(this.directory, MARKER), JSON.stringify(next), { flush: true });
  }
}

/** A torn note still tells that there was one. */
function readMark(text: string): Mark {
  try {
    return mark.parse(JSON.parse(text));
  } catch {
    return { permitId: 'unknown', open: true };
  }
}
