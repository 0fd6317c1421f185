import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';

/** Something that is asked for only by those who want to see it: it is long, or personal. */
export function Lazily({ name, children }: { name: string; children: () => ReactNode }) {
  const [isWanted, setWanted] = useState(false);
  if (isWanted) return children();
  return (
    <Button className="button" onPress={() => setWanted(true)}>
      {name}
    </Button>
  );
}
