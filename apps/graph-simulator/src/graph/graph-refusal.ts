/** An answer of Graph that is not success, in OData's shape (protocol §8.1, shape A). */
export class GraphRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  body(requestId: string, clientRequestId: string | undefined): object {
    return {
      error: {
        code: this.code,
        message: this.message,
        innerError: {
          date: new Date().toISOString().slice(0, 19),
          'request-id': requestId,
          'client-request-id': clientRequestId ?? requestId,
        },
      },
    };
  }
}

/** The invitation expired or was withdrawn, the leg ended, or the caller has no business with it. */
export const callNotFound = () => new GraphRefusal(404, '8522', 'Call not found.');

/** The posts that quote 8506 do not name a status; 403 is this desk's choice, and a client must go by the code. */
export const notComplianceCall = () =>
  new GraphRefusal(403, '8506', 'API call not allowed for non-Compliance Recording call');

export const missingPermissions = () =>
  new GraphRefusal(403, '7504', 'Insufficient enterprise tenant permissions, cannot access this API.');

export const tenantMismatch = () => new GraphRefusal(403, '7505', 'Request authorization tenant mismatch.');

export const invalidToken = (why: string) => new GraphRefusal(401, 'InvalidAuthenticationToken', why);

export const badRequest = (why: string) => new GraphRefusal(400, 'BadRequest', why);
