import { useEffect, useState } from 'react';

const EVERY_MS = 1_000;

/** The time, told anew each second for as long as something goes on. */
export function useNow(goesOn: boolean): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (!goesOn) return;
    const timer = setInterval(() => setNow(new Date()), EVERY_MS);
    return () => clearInterval(timer);
  }, [goesOn]);
  return now;
}
