/** Entra wants to see the person again; until then nothing can be asked for them. */
export class SignInEnded extends Error {
  override readonly name = 'SignInEnded';

  constructor(cause: unknown) {
    super('Your sign-in has ended: sign in again to go on.', { cause });
  }
}
