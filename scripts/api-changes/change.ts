/** Who makes the values: of what clients send nothing may be refused that was not; what they read must not surprise them. */
export type Use = 'request' | 'reply';

/** One thing that is not as it was. */
export interface Change {
  /** Whether somebody's client may stop working; otherwise it is a note for whoever reads release notes. */
  isBreaking: boolean;
  /** An operation and a part of it, or a schema by its name. */
  where: string;
  what: string;
}

export const breaking = (where: string, what: string): Change => ({ isBreaking: true, where, what });

export const note = (where: string, what: string): Change => ({ isBreaking: false, where, what });
