import type { MediaHost } from '@app/contracts';
import { Asked } from '../../parts/asked.js';
import { Badge, type Tone } from '../../parts/badge.js';
import { Section } from '../../parts/page.js';
import { Since } from '../../parts/since.js';
import { Table } from '../../parts/table.js';
import { useMediaHosts } from './asked-now.js';

/** Room at the media hosts. */
export function Seats() {
  return (
    <Section title="Media hosts" about="Where calls' media goes, and how many more would find room.">
      <Asked
        what="Media hosts"
        from={useMediaHosts()}
        empty={{
          when: ({ items }) => items.length === 0,
          say: 'No media host has reported itself, so no call can be recorded. Start one, and it appears here.',
        }}
      >
        {({ items }) => (
          <>
            <p>{roomOf(items)}</p>
            <Table
              caption="Media hosts"
              rows={items}
              keyOf={({ hostId }) => hostId}
              columns={[
                { name: 'Host', of: ({ hostId }) => hostId },
                { name: 'State', of: (host) => <HostBadge host={host} /> },
                {
                  name: 'Calls',
                  isNumber: true,
                  of: ({ reservedCalls, maxCalls }) => `${reservedCalls} of ${maxCalls}`,
                },
                { name: 'Load', isNumber: true, of: ({ load }) => `${Math.round(load * 100)} %` },
                { name: 'Heard from', isNumber: true, of: ({ heartbeatAt }) => <Since at={heartbeatAt} /> },
              ]}
            />
          </>
        )}
      </Asked>
    </Section>
  );
}

export function HostBadge({ host }: { host: MediaHost }) {
  const { tone, words } = stateOf(host);
  return <Badge tone={tone}>{words}</Badge>;
}

function stateOf({ silent, drainOrdered, draining }: MediaHost): { tone: Tone; words: string } {
  if (silent) return { tone: 'bad', words: 'silent' };
  if (drainOrdered) return { tone: 'warn', words: 'drained by order' };
  return draining ? { tone: 'warn', words: 'drains itself' } : { tone: 'good', words: 'takes calls' };
}

function roomOf(hosts: readonly MediaHost[]): string {
  const open = hosts.filter(({ silent, draining, drainOrdered }) => !silent && !draining && !drainOrdered);
  const free = open.reduce((sum, { maxCalls, reservedCalls }) => sum + Math.max(0, maxCalls - reservedCalls), 0);
  return `${open.length} of ${hosts.length} take calls; room for ${free} more.`;
}
