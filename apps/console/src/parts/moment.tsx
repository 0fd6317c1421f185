import { clockTime, dayAndTime, exactTime, isToday, utc } from './times.js';

interface Props {
  at: string | null;
  /** Today's have no date, unless it is to be told in full; `exact` has milliseconds and no date. */
  as?: 'short' | 'full' | 'exact';
}

/** A time in the viewer's zone; UTC on hover, and in the markup. */
export function Moment({ at, as = 'short' }: Props) {
  if (at === null) return <span className="none">–</span>;
  const moment = new Date(at);
  return (
    <time dateTime={at} title={utc(moment)}>
      {textOf(moment, as)}
    </time>
  );
}

function textOf(moment: Date, as: NonNullable<Props['as']>): string {
  switch (as) {
    case 'short':
      return isToday(moment) ? clockTime(moment) : dayAndTime(moment);
    case 'full':
      return dayAndTime(moment);
    case 'exact':
      return exactTime(moment);
  }
}
