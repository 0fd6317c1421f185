import type { ReactNode } from 'react';
import type { Tone } from './badge.js';

export interface Figure {
  name: string;
  value: ReactNode;
  tone?: Tone;
}

/** Some numbers, each under its name. */
export function Figures({ of }: { of: readonly Figure[] }) {
  return (
    <dl className="figures">
      {of.map(({ name, value, tone = 'plain' }) => (
        <div key={name} className={tone}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
