import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Config } from '@app/platform';
import type { NodeAuthOptions } from '@azure/msal-node';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const PRIVATE_KEY = /-----BEGIN (?:RSA )?PRIVATE KEY-----[^-]+-----END (?:RSA )?PRIVATE KEY-----/;

/**
 * How this application proves itself to the identity platform: by certificate when there is one, which Microsoft
 * prefers (protocol §12.1), else by secret.
 * @throws Error when the PEM holds no private key, or no certificate of that key
 */
export function appCredential(
  entra: Pick<Config['entra'], 'clientSecret' | 'clientCertificate'>,
): Pick<NodeAuthOptions, 'clientSecret' | 'clientCertificate'> {
  if (entra.clientCertificate) return { clientCertificate: readCertificate(entra.clientCertificate) };
  if (entra.clientSecret) return { clientSecret: entra.clientSecret };
  throw new Error('The application has neither a certificate nor a secret');
}

function readCertificate(pem: string): NonNullable<NodeAuthOptions['clientCertificate']> {
  const keyPem = PRIVATE_KEY.exec(pem)?.[0];
  if (!keyPem) throw new Error('The client certificate file holds no unencrypted private key');
  const key = createPrivateKey(keyPem);
  if (key.asymmetricKeyType !== 'rsa') throw new Error('The client certificate is not for an RSA key');
  const chain = [...pem.matchAll(CERTIFICATE)].map(([certificate]) => new X509Certificate(certificate));
  const own = chain.find((certificate) => certificate.checkPrivateKey(key));
  if (!own) throw new Error('The client certificate file holds no certificate of its private key');
  // The chain is sent along (x5c), own certificate first, so that a renewed one is accepted by its subject and issuer.
  const x5c = [own, ...chain.filter((certificate) => certificate !== own)].map((certificate) => certificate.toString());
  return {
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    thumbprintSha256: own.fingerprint256.replaceAll(':', ''),
    x5c: x5c.join(''),
  };
}
