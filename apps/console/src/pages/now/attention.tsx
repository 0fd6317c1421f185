import { Link } from 'wouter';
import { Badge } from '../../parts/badge.js';
import { Failure } from '../../parts/failure.js';
import { Section } from '../../parts/page.js';
import type { AttentionItem } from './attention-item.js';
import { attentionItems } from './attention-items.js';
import { useCapacity, useFlagged, useLastHour, useMediaHosts, useUnexplainedGaps, useUnrecorded } from './asked-now.js';

/** What somebody has to do something about; or, which is worth as much, that it is nothing. */
export function Attention() {
  const [hosts, unrecorded, flagged, hour, gaps, capacity] = [
    useMediaHosts(),
    useUnrecorded(),
    useFlagged(),
    useLastHour(),
    useUnexplainedGaps(),
    useCapacity(),
  ];
  const all = [hosts, unrecorded, flagged, hour, gaps, capacity];
  // One that is not asked for this person is not waited for.
  const isKnown = all.every(({ data, error, fetchStatus }) => data !== undefined || error || fetchStatus === 'idle');
  const error = all.find((one) => one.error)?.error;
  const items = attentionItems({
    hosts: hosts.data?.items,
    unrecorded: unrecorded.data,
    flagged: flagged.data,
    hour: hour.data,
    gaps: gaps.data,
    capacity: capacity.data,
  });
  return (
    <Section title="Needs attention">
      {error && <Failure title="Not everything could be read, so there may be more" error={error} />}
      {items.length > 0 && <Items items={items} />}
      {items.length === 0 && !error && <p role="status">{isKnown ? 'Nothing does.' : 'Loading …'}</p>}
      {unrecorded.data?.items.length === 0 && !unrecorded.error && (
        <p>Every call that is up and that policy wants recorded is being recorded.</p>
      )}
    </Section>
  );
}

function Items({ items }: { items: readonly AttentionItem[] }) {
  return (
    <ul className="attention">
      {items.map(({ key, tone, what, so, where: [path, page] }) => (
        <li key={key}>
          <Badge tone={tone}>{tone === 'bad' ? 'urgent' : 'to check'}</Badge>
          <div>
            <strong>{what}</strong>
            <p>
              {so} <Link href={path}>{page}</Link>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
