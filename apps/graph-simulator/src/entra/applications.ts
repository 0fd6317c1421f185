import { Injectable } from '@nestjs/common';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Settings } from '../settings.js';
import { EntraRefusal } from './entra-error.js';

/** An app registration: how it proves itself, which app roles its tenant granted it, and where people are sent back to. */
export interface Application {
  clientId: string;
  secret: string;
  certificate: X509Certificate | null;
  graphRoles: string[];
  apiRoles: string[];
  /** Of its single-page application. */
  redirectUris: readonly string[];
}

/** Graph's application permissions for an answering recorder (page "call: answer", protocol §7.10). */
const RECORDER_GRAPH_ROLES = [
  'Calls.AccessMedia.All',
  'Calls.JoinGroupCall.All',
  'Calls.JoinGroupCallAsGuest.All',
  'Calls.Initiate.All',
];

/** The applications registered on this desk. */
@Injectable()
export class Applications {
  private readonly byId: Map<string, Application>;

  constructor(settings: Settings) {
    const recorder: Application = {
      clientId: settings.clientId,
      secret: settings.clientSecret,
      certificate: settings.clientCertificateFile
        ? new X509Certificate(readFileSync(settings.clientCertificateFile))
        : null,
      graphRoles: [...RECORDER_GRAPH_ROLES],
      apiRoles: ['Recorder.Control'],
      redirectUris: settings.consoleRedirectUris,
    };
    const mediaHost: Application = {
      clientId: settings.mediaHostClientId,
      secret: settings.mediaHostClientSecret,
      certificate: null,
      graphRoles: [],
      apiRoles: ['Media.Host'],
      redirectUris: [],
    };
    this.byId = new Map([recorder, mediaHost].map((application) => [application.clientId.toLowerCase(), application]));
  }

  find(clientId: string): Application | undefined {
    return this.byId.get(clientId.toLowerCase());
  }

  /** Throws EntraRefusal when this desk has no such application. */
  registered(clientId: string, tenant: string): Application {
    const application = this.find(clientId);
    if (application) return application;
    const detail = `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`;
    throw new EntraRefusal(400, 'unauthorized_client', 700016, detail);
  }

  /** Whether people may be sent there by one of the applications. */
  mayReturnTo(uri: string): boolean {
    return [...this.byId.values()].some(({ redirectUris }) => redirectUris.includes(uri));
  }

  /** What an admin would grant or withdraw on the permissions page; holds for tokens issued from now on. */
  grant(clientId: string, roles: { graphRoles?: string[]; apiRoles?: string[] }): Application | undefined {
    const application = this.find(clientId);
    if (application) Object.assign(application, roles);
    return application;
  }
}
