import { GraphRequestFailed } from '@app/graph-comms';

type Details = GraphRequestFailed['details'];

/** Graph's no, as its client throws it. */
export function graphSaysNo(
  category: GraphRequestFailed['category'],
  details: Partial<Details> = {},
): GraphRequestFailed {
  const ids = { requestId: null, clientRequestId: 'x', retryAfterMs: null };
  const rest = { status: null, code: null, subcode: null, outcomeUnknown: false, attempts: 1, durationMs: 1 };
  return new GraphRequestFailed(category, { verb: 'test', ...ids, ...rest, ...details });
}
