/** A request to the token endpoint, of which only the application's name is known yet. */
export interface GrantRequest {
  readonly tenant: string;
  readonly clientId: string;
  readonly body: unknown;
  /** The origin that was asked. */
  readonly origin: string;
  /** Of the page that asks; undefined: no browser does. */
  readonly pageOrigin: string | undefined;
}

/** One way to tokens. */
export interface Grant {
  /** The answer's members. Throws EntraRefusal. */
  answer(request: GrantRequest): Promise<object>;
}
