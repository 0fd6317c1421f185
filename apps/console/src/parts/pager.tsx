import { Link, useLocation, useSearchParams } from 'wouter';

interface Props {
  nextCursor: string | null;
  /** As in "Pages of participants"; on a page of several lists each is named. */
  of?: string;
  /** What the place in this list is called in the address; on a page of several lists each has its own. */
  place?: string;
  /** Of a list that does not begin with the newest. */
  ways?: readonly [first: string, next: string];
}

const USUAL_PLACE = 'cursor';
const NEWEST_FIRST = ['Newest', 'Older'] as const;

/** The way through a list: the place in it is part of the address, so that the browser's own way back works. */
export function Pager({ nextCursor, of = 'the list', place = USUAL_PLACE, ways: [first, next] = NEWEST_FIRST }: Props) {
  const [path] = useLocation();
  const [asked] = useSearchParams();
  const isFirst = !asked.has(place);
  if (isFirst && nextCursor === null) return null;
  const at = (cursor: string | null): string => {
    const there = new URLSearchParams(asked);
    if (cursor === null) there.delete(place);
    else there.set(place, cursor);
    return `${path}?${there}`;
  };
  return (
    <nav className="pager" aria-label={`Pages of ${of}`}>
      {!isFirst && <Link href={at(null)}>{first}</Link>}
      {nextCursor !== null && <Link href={at(nextCursor)}>{next}</Link>}
    </nav>
  );
}

/** Where in a list the address is; undefined: at its beginning. */
export function usePlace(place = USUAL_PLACE): string | undefined {
  return useSearchParams()[0].get(place) ?? undefined;
}
