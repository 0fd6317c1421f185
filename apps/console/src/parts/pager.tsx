import { Link, useLocation, useSearchParams } from 'wouter';

/** The way through a list: the place in it is part of the address, so that the browser's own way back works. */
export function Pager({ nextCursor }: { nextCursor: string | null }) {
  const [path] = useLocation();
  const [asked] = useSearchParams();
  const isFirst = !asked.has('cursor');
  if (isFirst && nextCursor === null) return null;
  const at = (cursor: string | null): string => {
    const next = new URLSearchParams(asked);
    if (cursor === null) next.delete('cursor');
    else next.set('cursor', cursor);
    return `${path}?${next}`;
  };
  return (
    <nav className="pager" aria-label="Pages of the list">
      {!isFirst && <Link href={at(null)}>Newest</Link>}
      {nextCursor !== null && <Link href={at(nextCursor)}>Older</Link>}
    </nav>
  );
}
