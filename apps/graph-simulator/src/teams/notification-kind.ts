/** What a notification tells; faults and the transcript name notifications by it. */
export const NOTIFICATION_KINDS = [
  'incoming',
  'establishing',
  'established',
  'terminating',
  'terminated',
  'roster',
  'joining',
  'left',
  'contentSharingStarted',
  'contentSharingEnded',
  'operation',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];
