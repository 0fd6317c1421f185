import { z } from 'zod';

const LONGEST = 1_024;
const greeting = z.object({ mpMediaSessionId: z.string().min(1), callId: z.string().min(1) });

export type Greeting = z.infer<typeof greeting>;

/** Collects the line of JSON with which a media source says whose media follows. */
export class SourceGreeting {
  private text = Buffer.alloc(0);

  /** What the line said and what came behind it; `more` until it is whole, `bad` when it never will be. */
  read(piece: Buffer): 'more' | 'bad' | { greeting: Greeting; rest: Buffer } {
    this.text = Buffer.concat([this.text, piece]);
    const end = this.text.indexOf(0x0a);
    if (end > LONGEST || (end < 0 && this.text.length > LONGEST)) return 'bad';
    if (end < 0) return 'more';
    const line = this.text.toString('utf8', 0, end);
    const rest = this.text.subarray(end + 1);
    try {
      const { data } = greeting.safeParse(JSON.parse(line));
      return data ? { greeting: data, rest } : 'bad';
    } catch {
      return 'bad';
    }
  }
}
