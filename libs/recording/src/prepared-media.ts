/** What a media host holds ready for a call. */
export interface PreparedMedia {
  mediaHostId: string;
  mediaSessionId: string;
  /** False: it shares its host with another call for the same participant. */
  separated: boolean;
  /** When its room was reserved, and when its blob was here. */
  reservedAt?: Date;
  blobAt?: Date;
  /** Goes into the answer and nowhere else. */
  blob: string;
}
