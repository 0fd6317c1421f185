import { Folded } from './folded.js';
import { isWithin, placeOf, type Lane } from './lanes.js';
import { Moment } from './moment.js';
import { useNow } from './now.js';
import { Since } from './since.js';
import { Table } from './table.js';
import { clockTime, spanOf, utc } from './times.js';

/** Of the drawing, in its own units; the page scales it. */
const WIDTH = 1_000;
const LEFT = 190;
const LANE = 28;
const BAR = 16;
const FOOT = 22;

interface Props {
  caption: string;
  lanes: readonly Lane[];
  from: string;
  /** Null: it goes on. */
  to: string | null;
}

/**
 * Who or what was how from when to when, one lane each, side by side; and the same as a table. What was over before, or
 * began afterwards, is no part of it.
 */
export function LanesPicture({ caption, lanes: told, from, to }: Props) {
  const now = useNow(to === null);
  const time = { begin: Date.parse(from), end: to === null ? now.getTime() : Date.parse(to) };
  const lanes = told.map((lane) => ({ ...lane, stretches: lane.stretches.filter((each) => isWithin(each, time)) }));
  const x = (at: number) => LEFT + placeOf(at, time) * (WIDTH - LEFT);
  const height = lanes.length * LANE + FOOT;
  return (
    <figure className="picture">
      <div className="scrolls" role="group" aria-label={caption} tabIndex={0}>
        <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={`${caption}; the table below tells the same.`}>
          {lanes.map((lane, index) => (
            <g key={index} transform={`translate(0 ${index * LANE})`}>
              <line x1={0} x2={WIDTH} y1={LANE} y2={LANE} className="grid-line" />
              <text x={0} y={LANE / 2 + 4}>
                {lane.name}
              </text>
              {lane.stretches.map((stretch, at) => {
                const [begin, end] = [x(Date.parse(stretch.from)), x(stretch.to ? Date.parse(stretch.to) : time.end)];
                return (
                  <rect
                    key={at}
                    className={`stretch ${stretch.tone}`}
                    x={begin}
                    y={(LANE - BAR) / 2}
                    width={Math.max(2, end - begin)}
                    height={BAR}
                  >
                    <title>{titleOf(stretch.what, stretch.from, stretch.to)}</title>
                  </rect>
                );
              })}
              {(lane.points ?? []).map((point, at) => (
                <circle key={at} className={`point ${point.tone}`} cx={x(Date.parse(point.at))} cy={LANE / 2} r={4}>
                  <title>{`${point.what}, ${utc(new Date(point.at))}`}</title>
                </circle>
              ))}
            </g>
          ))}
          <text x={LEFT} y={height - 6}>
            {clockTime(new Date(time.begin))}
          </text>
          <text x={(LEFT + WIDTH) / 2} y={height - 6} textAnchor="middle">
            {spanOf(time.end - time.begin)}
          </text>
          <text x={WIDTH} y={height - 6} textAnchor="end">
            {to === null ? 'now' : clockTime(new Date(time.end))}
          </text>
        </svg>
      </div>
      <Folded summary="As a table">{() => <LanesTable caption={caption} lanes={lanes} />}</Folded>
    </figure>
  );
}

function LanesTable({ caption, lanes }: { caption: string; lanes: readonly Lane[] }) {
  const rows = lanes.flatMap(({ name, stretches, points = [] }) => [
    ...stretches.map(({ from, to, what }) => ({ name, what, from, to })),
    ...points.map(({ at, what }) => ({ name, what, from: at, to: at })),
  ]);
  return (
    <Table
      caption={`${caption}, as a table`}
      rows={rows.map((row, index) => ({ ...row, index }))}
      keyOf={({ index }) => String(index)}
      columns={[
        { name: 'Lane', of: ({ name }) => name },
        { name: 'What', of: ({ what }) => what },
        { name: 'From', of: ({ from }) => <Moment at={from} as="exact" /> },
        { name: 'To', of: ({ to }) => (to === null ? 'goes on' : <Moment at={to} as="exact" />) },
        { name: 'For', isNumber: true, of: ({ from, to }) => (from === to ? '–' : <Since at={from} until={to} />) },
      ]}
    />
  );
}

function titleOf(what: string, from: string, to: string | null): string {
  return `${what}: ${utc(new Date(from))} to ${to === null ? 'now' : utc(new Date(to))}`;
}
