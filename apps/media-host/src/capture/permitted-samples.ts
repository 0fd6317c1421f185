const NOTHING = Buffer.alloc(0);

/**
 * Cuts a stream of 16-bit samples, which arrives in pieces of any length, at the gate: whole samples only, and only those
 * of which both bytes arrived while it was open.
 */
export class PermittedSamples {
  private midSample = false;
  /** First byte of a sample whose second one is still to come, if it arrived while the gate was open. */
  private half: Buffer = NOTHING;

  pass(piece: Buffer, open: boolean): Buffer {
    if (!open) {
      this.half = NOTHING;
      this.midSample = this.midSample !== (piece.length % 2 === 1);
      return NOTHING;
    }
    if (piece.length === 0) return NOTHING;
    // The sample under way began while the gate was closed: its second byte goes, too.
    const orphaned = this.midSample && this.half.length === 0;
    const whole = Buffer.concat([this.half, orphaned ? piece.subarray(1) : piece]);
    const even = whole.length - (whole.length % 2);
    this.half = whole.subarray(even);
    this.midSample = this.half.length > 0;
    return whole.subarray(0, even);
  }
}
