import { z } from 'zod';
import { graphText, label, pageOf, paging, utcTime } from './common.js';

/** What Teams posted about a call. */
export const notification = z
  .object({
    receivedAt: utcTime,
    kind: label.meta({ description: 'As the recorder reads it: incomingCall, callUpdated, roster …' }),
    messageId: graphText.nullable().meta({ description: 'Header Message-Id.' }),
    originalMessageId: graphText.nullable().meta({ description: 'Of the message that Teams says it repeats.' }),
    scenarioId: graphText.nullable().meta({
      description: "Teams' own id of what it was about; for Microsoft's support.",
    }),
    body: z
      .unknown()
      .meta({ description: 'One item of what was posted; secrets and names were blanked before it was stored.' }),
  })
  .meta({ id: 'Notification' });

export const notificationPage = pageOf(notification, 'NotificationPage', 20);
export type NotificationPage = z.infer<typeof notificationPage>;

/** Read forward, the newest last; few at a time, because one may be a roster of everybody. */
export const notificationQuery = z.strictObject({
  ...paging,
  limit: z.coerce.number().int().min(1).max(20).default(10).meta({ description: 'Items of a page.' }),
});
