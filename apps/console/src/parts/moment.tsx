import { clockTime, dayAndTime, isToday, utc } from './times.js';

/** A time in the viewer's zone; UTC on hover, and in the markup. Today's has no date, unless it is to be told in full. */
export function Moment({ at, full = false }: { at: string | null; full?: boolean }) {
  if (at === null) return <span className="none">–</span>;
  const moment = new Date(at);
  const text = full || !isToday(moment) ? dayAndTime(moment) : clockTime(moment);
  return (
    <time dateTime={at} title={utc(moment)}>
      {text}
    </time>
  );
}
