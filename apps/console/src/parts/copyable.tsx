import { useState } from 'react';
import { Button } from 'react-aria-components';
import { Link } from 'wouter';

const SHOWN = 8;
const SAID_FOR_MS = 2_000;

interface Props {
  /** In full: what is copied. */
  id: string | null;
  /** As in "Copy call id". */
  what: string;
  /** Shortened ones are told in full on hover. */
  whole?: boolean;
  /** The page of what has this id. */
  href?: string;
}

/** An id that can be taken to another program. */
export function Copyable({ id, what, whole = false, href }: Props) {
  const [said, setSaid] = useState<string | null>(null);
  if (id === null) return <span className="none">–</span>;
  const copy = async () => {
    const text = await navigator.clipboard.writeText(id).then(
      () => 'Copied',
      () => 'Not allowed to copy',
    );
    setSaid(text);
    setTimeout(() => setSaid(null), SAID_FOR_MS);
  };
  const shown = <code title={id}>{whole || id.length <= SHOWN + 1 ? id : `${id.slice(0, SHOWN)}…`}</code>;
  return (
    <span className="copyable">
      {href === undefined ? shown : <Link href={href}>{shown}</Link>}
      <Button className="copy" aria-label={`Copy ${what} ${id}`} onPress={() => void copy()}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M5 2h8v9h-2v2H3V4h2zm1 1v7h6V3zM5 5H4v7h6v-1H5z" />
        </svg>
      </Button>
      <span role="status" className="said">
        {said}
      </span>
    </span>
  );
}
