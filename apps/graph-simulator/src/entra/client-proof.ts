import { decodeJwt, jwtVerify } from 'jose';
import type { Application } from './applications.js';
import { EntraRefusal } from './entra-error.js';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Clients stamp assertions with their own clock; MSAL's `nbf` was seen a second ahead of `iat`. */
const CLOCK_TOLERANCE_SECONDS = 300;

export interface Proof {
  client_secret?: string;
  client_assertion?: string;
  client_assertion_type?: string;
}

/** Throws EntraRefusal unless the caller proved to be the application: by its secret, or by an assertion its certificate signed. */
export async function checkProof(application: Application, proof: Proof, tokenEndpoint: string): Promise<void> {
  if (proof.client_assertion !== undefined) {
    await checkAssertion(application, proof, tokenEndpoint);
  } else if (proof.client_secret === undefined) {
    const detail = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
    throw new EntraRefusal(401, 'invalid_client', 7000218, detail);
  } else if (proof.client_secret !== application.secret) {
    const detail = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${application.clientId}'.`;
    throw new EntraRefusal(401, 'invalid_client', 7000215, detail);
  }
}

async function checkAssertion(application: Application, proof: Proof, tokenEndpoint: string): Promise<void> {
  const assertion = proof.client_assertion ?? '';
  if (proof.client_assertion_type !== ASSERTION_TYPE) {
    throw new EntraRefusal(400, 'invalid_request', 900144, "'client_assertion_type' is missing or not supported.");
  }
  if (!application.certificate) {
    const detail = `No certificate is registered for application '${application.clientId}'.`;
    throw new EntraRefusal(401, 'invalid_client', 700027, detail);
  }
  try {
    await jwtVerify(assertion, application.certificate.publicKey, {
      algorithms: ['RS256', 'PS256'],
      issuer: application.clientId,
      subject: application.clientId,
      audience: audiences(tokenEndpoint),
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'jti'],
    });
  } catch (error) {
    const expired = error instanceof Error && error.name === 'JWTExpired';
    const detail = expired
      ? 'Client assertion is not within its valid time range.'
      : `Client assertion failed signature or claim validation (audience ${audienceOf(assertion)}).`;
    throw new EntraRefusal(401, 'invalid_client', expired ? 700024 : 700027, detail);
  }
}

/** Entra takes the token endpoint or the issuer as the assertion's audience. */
function audiences(tokenEndpoint: string): string[] {
  return [tokenEndpoint, tokenEndpoint.replace('/oauth2/v2.0/token', '/v2.0')];
}

function audienceOf(assertion: string): string {
  try {
    return String(decodeJwt(assertion).aud);
  } catch {
    return 'unreadable';
  }
}
