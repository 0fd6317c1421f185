const NOTHING = Buffer.alloc(0);

/**
 * Cuts a stream of 16-bit samples, which arrives in pieces of any length, at the gate: whole samples only, and only those
 * of which both bytes arrived under the same permit.
 */
export class PermittedSamples {
  private midSample = false;
  /** First byte of a sample whose second one is still to come, if it arrived under a permit. */
  private half: { byte: Buffer; permitId: string } | null = null;

  /** What may be kept once `piece` has arrived; `permitId` is null while the gate is closed. */
  pass(piece: Buffer, permitId: string | null): Buffer {
    if (piece.length === 0) return NOTHING;
    const half = this.half?.permitId === permitId ? this.half.byte : NOTHING;
    // Of a sample that began outside this permit, the second byte goes, too.
    const orphaned = this.midSample && half.length === 0;
    this.midSample = this.midSample !== (piece.length % 2 === 1);
    this.half = null;
    if (permitId === null) return NOTHING;

    const audio = Buffer.concat([half, orphaned ? piece.subarray(1) : piece]);
    const whole = audio.length - (audio.length % 2);
    if (whole < audio.length) this.half = { byte: audio.subarray(whole), permitId };
    return audio.subarray(0, whole);
  }
}
