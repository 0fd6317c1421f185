import 'reflect-metadata';
import { webcrypto, X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

export interface DevelopmentCertificates {
  /** For NODE_EXTRA_CA_CERTS. */
  caFile: string;
  keyFile: string;
  certFile: string;
}

const DAY_MS = 24 * 3_600_000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/**
 * A certificate for this machine's own name, from an authority that exists only for it: its key is forgotten at once,
 * so trusting it trusts nothing else. Reused while it is valid for another week.
 */
export async function developmentCertificates(directory: string): Promise<DevelopmentCertificates> {
  const [caFile, keyFile, certFile] = ['ca.pem', 'localhost.key', 'localhost.pem'].map((name) => join(directory, name));
  const files = { caFile: caFile ?? '', keyFile: keyFile ?? '', certFile: certFile ?? '' };
  if (await isGood(files)) return files;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const { ca, key, cert } = await makeCertificates();
  await writeFile(files.keyFile, key, { mode: 0o600 });
  await writeFile(files.certFile, cert);
  await writeFile(files.caFile, ca);
  return files;
}

async function isGood({ caFile, certFile, keyFile }: DevelopmentCertificates): Promise<boolean> {
  try {
    const [ca, cert] = [new X509Certificate(await readFile(caFile)), new X509Certificate(await readFile(certFile))];
    await readFile(keyFile);
    return cert.verify(ca.publicKey) && Date.parse(cert.validTo) > Date.now() + 7 * DAY_MS;
  } catch {
    return false;
  }
}

async function makeCertificates(): Promise<{ ca: string; key: string; cert: string }> {
  const validity = { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + 365 * DAY_MS) };
  const caKeys = await webcrypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const ca = await X509CertificateGenerator.createSelfSigned({
    ...validity,
    name: 'CN=Witness development',
    signingAlgorithm: ALGORITHM,
    keys: caKeys,
    extensions: [new BasicConstraintsExtension(true, 0, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true)],
  });
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const cert = await X509CertificateGenerator.create({
    ...validity,
    subject: 'CN=localhost',
    issuer: ca.subject,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
  return { ca: ca.toString('pem'), key, cert: cert.toString('pem') };
}
