/** What the browser's field for a date and time holds: the viewer's zone, to the minute. Empty for no time. */
export function fieldOf(utc: string | null): string {
  const moment = utc === null ? null : new Date(utc);
  if (moment === null || Number.isNaN(moment.getTime())) return '';
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** As the admin API is asked. Empty for an empty field, or one that holds no time. */
export function utcOf(field: string): string {
  const moment = new Date(field);
  return field === '' || Number.isNaN(moment.getTime()) ? '' : moment.toISOString();
}
