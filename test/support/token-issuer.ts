import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { TestServer } from './http-server.js';

/** An OpenID issuer: publishes its keys over HTTP and signs tokens with them. */
export class TokenIssuer {
  private readonly keys = new Map<string, { privateKey: CryptoKey; jwk: JWK }>();
  private server!: TestServer;
  /** While set, both documents are answered with this status. */
  brokenWith: number | null = null;

  static async start(...kids: string[]): Promise<TokenIssuer> {
    const issuer = new TokenIssuer();
    for (const kid of kids) await issuer.addKey(kid);
    issuer.server = await TestServer.start(({ url }) => {
      if (issuer.brokenWith) return { status: issuer.brokenWith, body: 'out of order' };
      if (url === '/openid') return { status: 200, body: { jwks_uri: `${issuer.server.url}/keys` } };
      return { status: 200, body: { keys: [...issuer.keys].map(([kid, { jwk }]) => ({ ...jwk, kid })) } };
    });
    return issuer;
  }

  get openIdUrl(): string {
    return `${this.server.url}/openid`;
  }

  /** How often the key set was fetched. */
  get fetches(): number {
    return this.server.requests.filter(({ url }) => url === '/keys').length;
  }

  /** How often the OpenID document was asked for. */
  get asked(): number {
    return this.server.requests.filter(({ url }) => url === '/openid').length;
  }

  async addKey(kid: string): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    this.keys.set(kid, { privateKey, jwk: await exportJWK(publicKey) });
  }

  /** No longer published; tokens can still be signed with it elsewhere. */
  withdrawKey(kid: string): CryptoKey {
    const { privateKey } = this.keys.get(kid)!;
    this.keys.delete(kid);
    return privateKey;
  }

  privateKey(kid: string): CryptoKey {
    return this.keys.get(kid)!.privateKey;
  }

  async sign(claims: JWTPayload, kid: string): Promise<string> {
    return signWith(this.privateKey(kid), claims, kid);
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

export function signWith(
  key: CryptoKey | Uint8Array,
  claims: JWTPayload,
  kid?: string,
  alg = 'RS256',
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader(kid ? { alg, kid } : { alg }).sign(key);
}
