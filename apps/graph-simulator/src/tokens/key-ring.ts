import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { randomUUID } from 'node:crypto';

interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  jwk: JWK;
}

/** The signing keys of one issuer: newest first, old ones published until they are retired. */
export class KeyRing {
  private readonly keys: SigningKey[] = [];

  static async create(): Promise<KeyRing> {
    const ring = new KeyRing();
    await ring.rotate({ retireOld: false });
    return ring;
  }

  /** A new key signs from here on. Retired keys vanish from the published set at once. */
  async rotate({ retireOld }: { retireOld: boolean }): Promise<string> {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const kid = randomUUID().replaceAll('-', '');
    const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
    if (retireOld) this.keys.length = 0;
    this.keys.unshift({ kid, privateKey, publicKey, jwk });
    return kid;
  }

  /** What the issuer's `jwks_uri` answers. */
  published(): { keys: JWK[] } {
    return { keys: this.keys.map(({ jwk }) => jwk) };
  }

  /** `kid` only to claim a key that nobody published. */
  async sign(claims: JWTPayload, kid?: string): Promise<string> {
    const [current] = this.keys;
    if (!current) throw new Error('An issuer without keys cannot sign');
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: kid ?? current.kid })
      .sign(current.privateKey);
  }

  /** Throws jose's errors: bad signature, expired. The audience is the caller's to judge. */
  async verify(token: string): Promise<JWTPayload> {
    const { payload } = await jwtVerify(
      token,
      ({ kid }) => {
        const key = this.keys.find((candidate) => candidate.kid === kid);
        if (!key) throw new Error('Signed by a key that is not ours');
        return key.publicKey;
      },
      { algorithms: ['RS256'] },
    );
    return payload;
  }
}
