/**
 * A time as sentences tell it: `2026-01-15 10:02:03.120 UTC`. Never without its zone: they are read beside times in the
 * zone of their reader.
 */
export function plainTime(time: Date | string): string {
  return `${new Date(time).toISOString().replace('T', ' ').replace('Z', '')} UTC`;
}

/** Times of one story. On the day on which it begins the time of day is enough: `10:02:03.120 UTC`. */
export function clockOf(begin: Date | string): (time: Date | string | null) => string {
  const [day = ''] = plainTime(begin).split(' ');
  return (time) => {
    if (time === null) return 'a time that is not on record';
    return plainTime(time).startsWith(`${day} `) ? plainTime(time).slice(day.length + 1) : plainTime(time);
  };
}
