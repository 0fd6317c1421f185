/**
 * `gone`: the call is no more (404, 8522); `refused`: repeating it changes nothing; `throttled`: not before
 * `retryAfterMs`; `retry`: a fault of the moment, or no reply at all.
 */
export type GraphFailureCategory = 'gone' | 'refused' | 'throttled' | 'retry';

/** Graph did not say yes (protocol §8). */
export class GraphRequestFailed extends Error {
  constructor(
    readonly category: GraphFailureCategory,
    readonly details: Readonly<{
      verb: string;
      /** Null: no reply was read. */
      status: number | null;
      /**
       * Graph's error code, a number in text where it has one (§8.1), e.g. `8522`. Without a reply: `token.<code>`
       * when we got no token to send, else the fault of the connection, e.g. `ECONNREFUSED`.
       */
      code: string | null;
      /** Of a `DiagCode: a#b` in the message, or a result's subcode. */
      subcode: number | null;
      requestId: string | null;
      clientRequestId: string;
      retryAfterMs: number | null;
      /** A send of this request may have been carried out, although no reply said so: everything but a clear no (§8.5). */
      outcomeUnknown: boolean;
      attempts: number;
      durationMs: number;
    }>,
  ) {
    super(`${details.verb}: ${category} (${details.status ?? 'no reply'}${details.code ? `, ${details.code}` : ''})`);
    this.name = 'GraphRequestFailed';
  }
}
