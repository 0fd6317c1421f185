import { Injectable } from '@nestjs/common';
import type { Application } from '../applications.js';
import { EntraRefusal } from '../entra-error.js';
import { Handles } from './handles.js';
import type { SignedIn } from './identity.js';

interface Renewable {
  signedIn: SignedIn;
  scope: string;
}

/**
 * Each use brings a new one, which lives no longer than the first would have. The one before is not withdrawn by that
 * (Entra page "Refresh tokens": it does not revoke old refresh tokens when they are used): two tabs may share one.
 */
@Injectable()
export class RefreshTokens {
  private readonly handles = new Handles<Renewable>();

  /** `until` in milliseconds since 1970. */
  issue(renewable: Renewable, until: number): string {
    return this.handles.keep(renewable, until);
  }

  /** Throws EntraRefusal. */
  use(token: string, { clientId }: Application, at: number): Renewable & { until: number } {
    const known = this.handles.find(token);
    if (!known || known.value.signedIn.clientId !== clientId) {
      const detail = "The provided value for the 'refresh_token' parameter is not valid.";
      throw new EntraRefusal(400, 'invalid_grant', 70000, detail);
    }
    if (known.until <= at) {
      const detail =
        "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which can't be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page.";
      throw new EntraRefusal(400, 'invalid_grant', 700084, detail);
    }
    return { ...known.value, until: known.until };
  }
}
