import { KeyRing } from './key-ring.js';

/**
 * The two issuers of this desk have separate keys, as they have in the world: Entra signs what applications show to
 * APIs, and the calling platform signs what it shows to a calling webhook (Teams page "Incoming call notifications").
 */
export class Issuers {
  private constructor(
    readonly entra: KeyRing,
    readonly callingPlatform: KeyRing,
  ) {}

  static async create(): Promise<Issuers> {
    return new Issuers(...(await Promise.all([KeyRing.create(), KeyRing.create()])));
  }
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}
