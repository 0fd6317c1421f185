/** What a media host holds ready for a call. */
export interface PreparedMedia {
  mediaHostId: string;
  mediaSessionId: string;
  /** False: it shares its host with another call for the same participant. */
  separated: boolean;
  /** Goes into the answer and nowhere else. */
  blob: string;
}
