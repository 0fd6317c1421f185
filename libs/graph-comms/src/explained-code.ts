/** `info`: as calls go; `warn`: somebody should know of it; `error`: a fault, of ours or of what we need. */
export type CodeSeverity = 'info' | 'warn' | 'error';

/** A code of Graph's in plain words. */
export interface ExplainedCode {
  /** Code and subcode of a result, as in `200/5002`; of a refusal its code, as in `8522`. */
  code: string;
  /** What goes on after a colon. */
  meaning: string;
  severity: CodeSeverity;
  /** False: no list has it, and its meaning is what its family says. */
  known: boolean;
}

/** What a list says of a code. */
export type Said = readonly [severity: CodeSeverity, meaning: string];
