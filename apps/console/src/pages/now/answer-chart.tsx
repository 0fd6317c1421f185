import type { Statistics } from '@app/contracts';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import { minuteOf, spanOf } from '../../parts/times.js';
import { ceilingOf } from '../../parts/ceiling.js';

type Bucket = Statistics['buckets'][number];

/** Of the drawing, in its own units; the page scales it. */
const WIDTH = 600;
const HEIGHT = 140;
const LEFT = 56;
const HEAD = 10;
const FOOT = 20;

const minute = (at: string): string => minuteOf(new Date(at));

/** How long invitations waited, minute by minute: half of them at most, and the slowest. The table below it tells the same. */
export function AnswerChart({ buckets }: { buckets: readonly Bucket[] }) {
  const answered = buckets.filter((bucket) => bucket.answerMs !== null);
  if (answered.length === 0) return null;
  const top = ceilingOf(Math.max(...answered.map(({ answerMs }) => answerMs?.max ?? 0)));
  const step = (WIDTH - LEFT) / buckets.length;
  const heightOf = (ms: number) => (ms / top) * (HEIGHT - HEAD - FOOT);
  const [first, last] = [buckets[0], buckets.at(-1)];
  return (
    <figure className="picture">
      <figcaption>
        Answer times, by the minute: bars end at the slowest answer; half of the answers lie in the darker part.
      </figcaption>
      <div className="scrolls" role="group" aria-label="Answer times" tabIndex={0}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label="Answer times; the table below tells the same.">
          {[0, top / 2, top].map((ms) => (
            <g key={ms} transform={`translate(0 ${HEIGHT - FOOT - heightOf(ms)})`}>
              <line x1={LEFT} x2={WIDTH} className="grid-line" />
              <text x={LEFT - 6} y={4} textAnchor="end">
                {spanOf(ms)}
              </text>
            </g>
          ))}
          {buckets.map(
            ({ from, answerMs }, at) =>
              answerMs && (
                <g key={from} transform={`translate(${LEFT + at * step} 0)`}>
                  <title>{`${minute(from)}: half within ${spanOf(answerMs.p50)}, slowest ${spanOf(answerMs.max)}`}</title>
                  <Bar className="slowest" width={step - 1} height={heightOf(answerMs.max)} />
                  <Bar className="half" width={step - 1} height={heightOf(answerMs.p50)} />
                </g>
              ),
          )}
          <text x={LEFT} y={HEIGHT - 4}>
            {first && minute(first.from)}
          </text>
          <text x={WIDTH} y={HEIGHT - 4} textAnchor="end">
            {last && minute(last.from)}
          </text>
        </svg>
      </div>
      <details>
        <summary>As a table</summary>
        <Table
          caption="Answer times of minutes with an answered call"
          rows={answered}
          keyOf={({ from }) => from}
          columns={[
            { name: 'Minute', of: ({ from }) => <Moment at={from} /> },
            { name: 'Answered', isNumber: true, of: (bucket) => bucket.answered },
            { name: '50 % within', isNumber: true, of: ({ answerMs }) => answerMs && spanOf(answerMs.p50) },
            { name: '95 % within', isNumber: true, of: ({ answerMs }) => answerMs && spanOf(answerMs.p95) },
            { name: 'Slowest', isNumber: true, of: ({ answerMs }) => answerMs && spanOf(answerMs.max) },
          ]}
        />
      </details>
    </figure>
  );
}

function Bar({ className, width, height }: { className: string; width: number; height: number }) {
  return <rect className={className} width={width} height={height} y={HEIGHT - FOOT - height} />;
}
