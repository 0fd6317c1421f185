import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';

const SHOWN_MS = 10_000;

const Announce = createContext<(text: string) => void>(() => undefined);

/** Says what came of something, to eyes and to screen readers, also when the button for it is gone since. */
export const useAnnounce = () => useContext(Announce);

export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <Announce value={setSaid}>
      {children}
      <div role="status" className="announced">
        {said}
      </div>
    </Announce>
  );
}
