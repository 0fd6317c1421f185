import type { Explanation } from '@app/contracts';
import { Badge, type Tone } from '../../parts/badge.js';

type ExplainedCall = Explanation['calls'][number];

export function Sentences({ of }: { of: readonly string[] }) {
  return (
    <ul>
      {of.map((sentence, index) => (
        <li key={index}>{sentence}</li>
      ))}
    </ul>
  );
}

const TONES: Record<ExplainedCall['codes'][number]['severity'], Tone> = { info: 'plain', warn: 'warn', error: 'bad' };

/** Codes of Teams and Graph in plain words. */
export function Codes({ of }: { of: ExplainedCall['codes'] }) {
  if (of.length === 0) return null;
  return (
    <ul className="attention">
      {of.map(({ code, meaning, severity }) => (
        <li key={code}>
          <Badge tone={TONES[severity]}>{code}</Badge>
          <span>{meaning}</span>
        </li>
      ))}
    </ul>
  );
}
