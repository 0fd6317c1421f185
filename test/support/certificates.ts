import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const validity = { notBefore: new Date('2025-01-01T00:00:00Z'), notAfter: new Date('2049-01-01T00:00:00Z') };

export interface CertifiedKey {
  /** PEM, PKCS #8. */
  key: string;
  /** PEM. */
  cert: string;
}

export interface TestAuthority extends CertifiedKey {
  /** A certificate that this authority vouches for, good for 127.0.0.1 and localhost. */
  issue(name: string): Promise<CertifiedKey>;
}

/** A certificate authority of one's own, trusted by nobody who is not told to. */
export async function testAuthority(): Promise<TestAuthority> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const own = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Test authority',
    keys,
    signingAlgorithm: algorithm,
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
    ...validity,
  });
  return {
    key: await privateKeyPem(keys.privateKey),
    cert: own.toString('pem'),
    async issue(name) {
      const leaf = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
      const certificate = await x509.X509CertificateGenerator.create({
        subject: `CN=${name}`,
        issuer: own.subject,
        publicKey: leaf.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: algorithm,
        extensions: [
          new x509.SubjectAlternativeNameExtension([
            { type: 'ip', value: '127.0.0.1' },
            { type: 'dns', value: 'localhost' },
          ]),
        ],
        ...validity,
      });
      return { key: await privateKeyPem(leaf.privateKey), cert: certificate.toString('pem') };
    },
  };
}

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}
