export type Tone = 'good' | 'warn' | 'bad' | 'plain' | 'live';

/** A state in a word. The word tells it all: the colour says it once more. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: string }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}
