import type { MediaHost } from '@app/contracts';
import { Asked } from '../../parts/asked.js';
import { Copyable } from '../../parts/copyable.js';
import { Ago } from '../../parts/since.js';
import { Table, type Column } from '../../parts/table.js';
import { useMediaHosts } from '../now/asked-now.js';
import { HostBadge, roomOf } from './host-state.js';

interface Props {
  /** How many calls a host has, and may have. */
  calls: readonly Column<MediaHost>[];
  /** Whatever else is told of it. */
  more?: readonly Column<MediaHost>[];
}

/** The media hosts as they are now, and how much room they have. */
export function HostsTable({ calls, more = [] }: Props) {
  return (
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
              { name: 'Host', of: ({ hostId }) => <Copyable whole id={hostId} what="media host id" /> },
              { name: 'State', of: (host) => <HostBadge host={host} /> },
              ...calls,
              { name: 'Load', isNumber: true, of: ({ load }) => `${Math.round(load * 100)} %` },
              { name: 'Heard from', isNumber: true, of: ({ heartbeatAt }) => <Ago at={heartbeatAt} /> },
              ...more,
            ]}
          />
        </>
      )}
    </Asked>
  );
}
