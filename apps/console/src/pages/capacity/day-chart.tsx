import { ceilingOf } from '../../parts/ceiling.js';
import { Table } from '../../parts/table.js';

/** Of the drawing, in its own units; the page scales it. */
const WIDTH = 600;
const HEIGHT = 160;
const LEFT = 56;
const HEAD = 10;
const FOOT = 20;
const WIDEST = 24;

interface Props {
  caption: string;
  /** Of UTC, the oldest first. */
  days: readonly { day: string; calls: number }[];
  /** A line across; null: none. */
  quota: number | null;
}

/** A figure for each day; and the same as a table. */
export function DayChart({ caption, days, quota }: Props) {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return <p className="empty">No day is over yet.</p>;
  const top = ceilingOf(Math.max(...days.map(({ calls }) => calls), quota ?? 0));
  const y = (calls: number) => HEAD + (1 - calls / top) * (HEIGHT - HEAD - FOOT);
  const step = (WIDTH - LEFT) / days.length;
  return (
    <figure className="picture">
      <figcaption>{caption}</figcaption>
      <div className="scrolls" role="group" aria-label={caption} tabIndex={0}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${caption}; the table below tells the same.`}>
          {[0, top].map((calls) => (
            <g key={calls} transform={`translate(0 ${y(calls)})`}>
              <line x1={LEFT} x2={WIDTH} className="grid-line" />
              <text x={LEFT - 6} y={4} textAnchor="end">
                {calls}
              </text>
            </g>
          ))}
          {days.map(({ day, calls }, at) => (
            <rect
              key={day}
              className="middle"
              x={LEFT + at * step}
              y={y(calls)}
              width={Math.min(WIDEST, Math.max(1, step - 1))}
              height={HEIGHT - FOOT - y(calls)}
            >
              <title>{`${day}: ${calls}`}</title>
            </rect>
          ))}
          {quota !== null && (
            <line x1={LEFT} x2={WIDTH} y1={y(quota)} y2={y(quota)} className="quota-line">
              <title>{`Quota: ${quota}`}</title>
            </line>
          )}
          <text x={LEFT} y={HEIGHT - 4}>
            {first.day}
          </text>
          <text x={WIDTH} y={HEIGHT - 4} textAnchor="end">
            {last.day}
          </text>
        </svg>
      </div>
      <details>
        <summary>As a table</summary>
        <Table
          caption={`${caption}, as a table`}
          rows={days}
          keyOf={({ day }) => day}
          columns={[
            { name: 'Day, of UTC', of: ({ day }) => day },
            { name: 'Calls', isNumber: true, of: ({ calls }) => calls },
          ]}
        />
      </details>
    </figure>
  );
}
