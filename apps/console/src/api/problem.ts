/** What a refusal of the admin API says of itself (RFC 9457). */
interface ProblemBody {
  title: string;
  code: string;
  detail?: string;
}

/** The admin API refused, or answered with something that is not from it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  /** `code` is the API's, for good; null when a proxy or nobody has answered in its place. */
  constructor(
    readonly status: number,
    readonly code: string | null,
    message: string,
  ) {
    super(message);
  }
}

/** Reads a reply that is no success. Never fails. */
export async function problemOf(reply: Response): Promise<ApiProblem> {
  const body: unknown = await reply.json().catch(() => null);
  if (!isProblem(body)) return new ApiProblem(reply.status, null, `The recorder answered with HTTP ${reply.status}.`);
  return new ApiProblem(reply.status, body.code, body.detail ?? body.title);
}

function isProblem(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'title' in body && 'code' in body;
}
