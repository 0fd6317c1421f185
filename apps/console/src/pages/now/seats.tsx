import { Asked } from '../../parts/asked.js';
import { Section } from '../../parts/page.js';
import { Ago } from '../../parts/since.js';
import { Table } from '../../parts/table.js';
import { HostBadge, roomOf } from '../media-hosts/host-state.js';
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
                { name: 'Heard from', isNumber: true, of: ({ heartbeatAt }) => <Ago at={heartbeatAt} /> },
              ]}
            />
          </>
        )}
      </Asked>
    </Section>
  );
}
