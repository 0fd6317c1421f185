import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Handles } from './handles.js';
import type { Identity } from './identity.js';

const LIFE_MS = 24 * 3_600_000;

export interface BrowserSession {
  readonly identity: Identity;
  /** `session_state` of OpenID Connect Session Management: which session an answer is of. */
  readonly state: string;
}

/** Who signed in with which browser: what makes a sign-in without a page possible. */
@Injectable()
export class BrowserSessions {
  private readonly handles = new Handles<BrowserSession>();

  /** `at` in milliseconds since 1970. */
  begin(identity: Identity, at: number): { session: BrowserSession; handle: string } {
    const session = { identity, state: randomUUID() };
    return { session, handle: this.handles.keep(session, at + LIFE_MS) };
  }

  find(handle: string | undefined, at: number): BrowserSession | undefined {
    const known = handle === undefined ? undefined : this.handles.find(handle);
    return known && known.until > at ? known.value : undefined;
  }

  end(handle: string | undefined): void {
    if (handle !== undefined) this.handles.forget(handle);
  }
}
