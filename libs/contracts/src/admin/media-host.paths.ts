import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { mediaHostPage, mediaHostPath } from './media-host.js';
import { noSuch, operate, operation, read } from './operation.js';
import { changeReason } from './policy.js';

export const mediaHostPaths: ZodOpenApiPathsObject = {
  '/admin/v1/media-hosts': {
    get: operation({
      ...read,
      id: 'listMediaHosts',
      tag: 'media hosts',
      summary: 'Media hosts, by id',
      answer: mediaHostPage,
    }),
  },
  '/admin/v1/media-hosts/{hostId}/drain': {
    post: operation({
      ...operate,
      id: 'drainMediaHost',
      tag: 'media hosts',
      summary: 'Send no new calls to a host; present calls go on',
      path: mediaHostPath,
      query: changeReason,
      refusals: noSuch('media host'),
    }),
  },
  '/admin/v1/media-hosts/{hostId}/resume': {
    post: operation({
      ...operate,
      id: 'resumeMediaHost',
      tag: 'media hosts',
      summary: 'Send new calls to a host again',
      path: mediaHostPath,
      query: changeReason,
      refusals: noSuch('media host'),
    }),
  },
};
