/** A time as sentences tell it, UTC. */
const written = (time: Date | string): string => new Date(time).toISOString().replace('T', ' ').replace('Z', '');

/** With its day and zone: `2026-01-15 10:02:03.120 UTC`. */
export function plainTime(time: Date | string): string {
  return `${written(time)} UTC`;
}

/** Times of one story. On the day on which it begins the time of day is enough: `10:02:03.120`. */
export function clockOf(begin: Date | string): (time: Date | string | null) => string {
  const [day = ''] = written(begin).split(' ');
  return (time) => {
    if (time === null) return 'a time that is not on record';
    return written(time).startsWith(`${day} `) ? written(time).slice(day.length + 1) : written(time);
  };
}
