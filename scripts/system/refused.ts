/** Somebody was asked over HTTP and said no; `status` is how. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
