import { Injectable } from '@nestjs/common';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Settings } from '../settings.js';

/** An app registration: how it proves itself, and which app roles its tenant granted it. */
export interface Application {
  clientId: string;
  secret: string;
  certificate: X509Certificate | null;
  graphRoles: string[];
  apiRoles: string[];
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
    };
    const mediaHost: Application = {
      clientId: settings.mediaHostClientId,
      secret: settings.mediaHostClientSecret,
      certificate: null,
      graphRoles: [],
      apiRoles: ['Media.Host'],
    };
    this.byId = new Map([recorder, mediaHost].map((application) => [application.clientId.toLowerCase(), application]));
  }

  find(clientId: string): Application | undefined {
    return this.byId.get(clientId.toLowerCase());
  }

  /** What an admin would grant or withdraw on the permissions page; holds for tokens issued from now on. */
  grant(clientId: string, roles: { graphRoles?: string[]; apiRoles?: string[] }): Application | undefined {
    const application = this.find(clientId);
    if (application) Object.assign(application, roles);
    return application;
  }
}
