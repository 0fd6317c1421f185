import { Link } from 'wouter';
import { Badge } from '../../parts/badge.js';
import { Failure } from '../../parts/failure.js';
import { Section } from '../../parts/page.js';
import { attentionItems, type AttentionItem } from './attention-items.js';
import { useCapacity, useLastHour, useLiveCalls, useMediaHosts, useUnexplainedGaps } from './asked-now.js';

/** What somebody has to do something about; or, which is worth as much, that it is nothing. */
export function Attention() {
  const [hosts, calls, hour, gaps, capacity] = [
    useMediaHosts(),
    useLiveCalls(),
    useLastHour(),
    useUnexplainedGaps(),
    useCapacity(),
  ];
  const all = [hosts, calls, hour, gaps, capacity];
  // One that is not asked for this person is not waited for.
  const isKnown = all.every(({ data, error, fetchStatus }) => data !== undefined || error || fetchStatus === 'idle');
  const error = all.find((one) => one.error)?.error;
  const items = attentionItems({
    hosts: hosts.data?.items,
    calls: calls.data?.items,
    hour: hour.data?.totals,
    gaps: gaps.data && { first: gaps.data.items, isAll: gaps.data.nextCursor === null },
    capacity: capacity.data,
  });
  return (
    <Section title="Needs attention">
      {error && <Failure title="Not everything could be read, so there may be more" error={error} />}
      {items.length > 0 && <Items items={items} />}
      {items.length === 0 && !error && <p role="status">{isKnown ? 'Nothing does.' : 'Loading …'}</p>}
    </Section>
  );
}

function Items({ items }: { items: readonly AttentionItem[] }) {
  return (
    <ul className="attention">
      {items.map(({ key, tone, what, so, where: [path, page] }) => (
        <li key={key}>
          <Badge tone={tone}>{tone === 'bad' ? 'act' : 'look'}</Badge>
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
