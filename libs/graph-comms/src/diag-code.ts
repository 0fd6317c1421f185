/** Both numbers of the `DiagCode: a#b` with which Teams' messages often end (protocol §8.3). */
export interface DiagCode {
  code: number;
  subcode: number;
}

const DIAG_CODE = /DiagCode:\s*(\d+)#(\d+)/i;

/** Null: the message has none, or one of numbers that nobody can hold. */
export function diagCodeOf(message: string | null): DiagCode | null {
  const found = DIAG_CODE.exec(message ?? '');
  if (!found) return null;
  const [code, subcode] = [Number(found[1]), Number(found[2])];
  return Number.isSafeInteger(code) && Number.isSafeInteger(subcode) ? { code, subcode } : null;
}
