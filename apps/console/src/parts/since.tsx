import { useNow } from './now.js';
import { spanOf, utc } from './times.js';

/** How long it has lasted since then, or did until `until`; UTC on hover. */
export function Since({ at, until = null }: { at: string; until?: string | null }) {
  const now = useNow(until === null);
  const end = until === null ? now : new Date(until);
  const begin = new Date(at);
  return (
    <time dateTime={at} title={`since ${utc(begin)}`}>
      {spanOf(end.getTime() - begin.getTime())}
    </time>
  );
}

/** How long ago that was; UTC on hover. */
export function Ago({ at }: { at: string }) {
  return (
    <>
      <Since at={at} /> ago
    </>
  );
}
