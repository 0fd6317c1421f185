/**
 * Graph did not say yes (§8). `gone`: the call is no more (404, 8522); `refused`: repeating it changes nothing;
 * `throttled`: not before `retryAfterMs`; `retry`: a fault of the moment, or no reply at all.
 */
export class GraphRequestFailed extends Error {
  constructor(
    readonly category: 'gone' | 'refused' | 'throttled' | 'retry',
    readonly details: Readonly<{
      verb: string;
      /** Null: no reply was read. */
      status: number | null;
      /** Graph's error code, a number in text where it has one (§8.1), e.g. `8522`. */
      code: string | null;
      /** Of a `DiagCode: a#b` in the message, or a result's subcode. */
      subcode: number | null;
      requestId: string | null;
      clientRequestId: string;
      retryAfterMs: number | null;
      /** An earlier send may have been carried out although no reply was read. */
      outcomeUnknown: boolean;
      attempts: number;
      durationMs: number;
    }>,
  ) {
    super(`${details.verb}: ${category} (${details.status ?? 'no reply'}${details.code ? `, ${details.code}` : ''})`);
    this.name = 'GraphRequestFailed';
  }
}
