import { useState, type ReactNode } from 'react';

interface Props {
  summary: ReactNode;
  children: () => ReactNode;
}

/** Something that is drawn once somebody unfolds it: on one page there may be thousands of such. */
export function Folded({ summary, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && children()}
    </details>
  );
}
