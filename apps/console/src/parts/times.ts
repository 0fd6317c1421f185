const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const clock = new Intl.DateTimeFormat(undefined, TIME);
const exact = new Intl.DateTimeFormat(undefined, { ...TIME, fractionalSecondDigits: 3 });
const full = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric', ...TIME });

const hourAndMinute = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export const minuteOf = (moment: Date): string => hourAndMinute.format(moment);
export const clockTime = (moment: Date): string => clock.format(moment);
export const exactTime = (moment: Date): string => exact.format(moment);
export const dayAndTime = (moment: Date): string => full.format(moment);

/** As people compare it with logs: 2026-01-05 12:00:00.000 UTC. */
export const utc = (moment: Date): string => `${moment.toISOString().replace('T', ' ').replace('Z', '')} UTC`;

export function isToday(moment: Date, now = new Date()): boolean {
  return moment.toDateString() === now.toDateString();
}

/** Milliseconds as people say them: 480 ms, 1.3 s, 4 min 5 s, 2 h 0 min, 3 d 4 h. */
export function spanOf(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 9_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
