import { z } from 'zod';
import { count, plainText, plainUrl, rootUrl } from './values.js';

/**
 * The media-host contract (docs/media-host.openapi.json is made of it). Both sides ignore members they do not know,
 * so that either may be upgraded first. Times are RFC 3339 with an offset.
 */

const time = z.iso.datetime({ offset: true }).meta({ examples: ['2026-01-05T12:00:00.000Z'] });
const id = plainText(256);

export const mediaHostId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/)
  .meta({
    maxLength: 128,
    description: 'Chosen by the host and kept for life: letters, digits, dot, underscore, hyphen.',
  });

export const mediaSessionId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,128}$/)
  .meta({
    description:
      'Made by the host with at least 122 random bits, because whoever knows it may report for the session. Never used twice.',
  });

export const prepareMediaSession = z
  .object({
    callId: id.meta({ description: "Graph's call id; the media session is bound to it." }),
    tenantId: id,
    modalities: z
      .array(plainText(64))
      .min(1)
      .max(8)
      .meta({ description: "Graph's names: audio, video, videoBasedScreenSharing, data." }),
    purpose: id.meta({ description: 'What the call is for.', examples: ['policyRecording', 'direct'] }),
  })
  .meta({ id: 'PrepareMediaSession' });
export type PrepareMediaSession = z.infer<typeof prepareMediaSession>;

export const preparedMediaSession = z
  .object({
    mediaSessionId,
    mediaConfig: z.object({
      '@odata.type': z.literal('#microsoft.graph.appHostedMediaConfig'),
      blob: z
        .string()
        .min(1)
        .meta({ description: 'Opaque text, passed to Graph byte for byte. Never logged by either side.' }),
    }),
  })
  .meta({ id: 'PreparedMediaSession' });
export type PreparedMediaSession = z.infer<typeof preparedMediaSession>;

export const keepOrder = z
  .object({
    keep: z.boolean(),
    permitId: id.meta({ description: 'Names one opening of the gate. A permit that was closed never opens again.' }),
    at: time.meta({ description: 'When the recorder decided. Older than the last obeyed order: ignored.' }),
  })
  .meta({ id: 'KeepOrder' });
export type KeepOrder = z.infer<typeof keepOrder>;

export const keepReply = z
  .object({
    keep: z.boolean().meta({
      description: 'Whether media is kept under this permit now. False is said only once writing under it has stopped.',
    }),
    since: time.meta({ description: "By the host's clock." }),
  })
  .meta({ id: 'KeepReply' });
export type KeepReply = z.infer<typeof keepReply>;

export const mediaHostHeartbeat = z
  .object({
    url: rootUrl().meta({
      description:
        'Root under which the host serves /media-sessions. Plain http on a loopback address only; no query, fragment, ' +
        'user or password.',
    }),
    region: plainText(64).meta({
      description: 'Where the host stands, in words of Teams or Azure.',
      examples: ['EUWE', 'westeurope'],
    }),
    failureDomain: plainText(128)
      .optional()
      .meta({
        description:
          'What fails together with this host: a rack, a zone, a subnet. Two recorders of one participant are kept in ' +
          'different ones. Hosts that do not tell count as one per region.',
        examples: ['westeurope-2'],
      }),
    maxCalls: count(100_000),
    activeCalls: count(),
    load: z.number().min(0).max(1).meta({ description: 'Of whatever is scarcest on the host; 1 is all of it.' }),
    version: plainText(128),
    draining: z.boolean().meta({ description: 'The host takes no new calls and lets the present ones end.' }),
  })
  .meta({ id: 'MediaHostHeartbeat' });
export type MediaHostHeartbeat = z.infer<typeof mediaHostHeartbeat>;

export const heartbeatReply = z
  .object({ drain: z.boolean().meta({ description: 'An operator wants this host empty.' }) })
  .meta({ id: 'HeartbeatReply' });
export type HeartbeatReply = z.infer<typeof heartbeatReply>;

export const keptSegment = z
  .object({
    from: time.meta({ description: 'When its first byte arrived.' }),
    to: time.meta({ description: 'When its last byte arrived; not before `from`.' }),
    bytes: count(999_999_999_999_999).meta({ description: 'Size of the stored object, headers included.' }),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({ description: 'Of the stored object, in lower case.' }),
    uri: plainUrl().meta({ description: 'Where it is stored; carries no credentials.' }),
    participantId: id.optional().meta({ description: 'For unmixed audio: whose it is.' }),
  })
  .refine(({ from, to }) => Date.parse(from) <= Date.parse(to), { path: ['to'], message: 'must not be before from' })
  .meta({ id: 'KeptSegment' });
export type KeptSegment = z.infer<typeof keptSegment>;

const detail = z.string().max(1_024).optional().meta({ description: 'For operators. No names, no content.' });
const at = time.meta({
  description:
    "When it happened, not when it was reported, by the host's clock. Of firstMedia and mediaLost only what is later " +
    'than the last of them counts: a host whose clock is put back goes on from there.',
});

export const mediaReport = z
  .discriminatedUnion('kind', [
    z
      .object({ kind: z.literal('firstMedia'), at, detail })
      .meta({ description: 'Media arrived for the first time, or again after mediaLost.' }),
    z
      .object({ kind: z.literal('mediaLost'), at, detail })
      .meta({ description: 'Media no longer arrives, or can no longer be kept, while the session lives.' }),
    z
      .object({ kind: z.literal('segmentKept'), at, segment: keptSegment, detail })
      .meta({ description: 'A finished piece is stored; it will not change.' }),
    z
      .object({ kind: z.literal('stopped'), at, detail })
      .meta({ description: 'Writing has stopped; every segment written was reported before.' }),
  ])
  .meta({ id: 'MediaReport' });
export type MediaReport = z.infer<typeof mediaReport>;
