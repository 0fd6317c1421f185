import type { MediaHost } from '@app/contracts';
import { useApi } from '../../api/answers.js';
import { useSignIn } from '../../auth/signed-in.js';
import { Asked } from '../../parts/asked.js';
import { OrderDialog } from '../../parts/order-dialog.js';
import { Page, Section } from '../../parts/page.js';
import { Ago } from '../../parts/since.js';
import { Table } from '../../parts/table.js';
import { useMediaHosts } from '../now/asked-now.js';
import { HostBadge, roomOf } from './host-state.js';

/** The media hosts, one by one, and the way to take one out of use. */
export function MediaHostsPage() {
  const { roles } = useSignIn();
  const mayOperate = roles.has('Recording.Operate');
  return (
    <Page title="Media hosts">
      <Section
        title="Hosts"
        about="By their id. A drained host keeps the calls that it has and gets no new ones; so it can be replaced when it is empty."
        wide
      >
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
                  { name: 'Reserved', isNumber: true, of: ({ reservedCalls }) => reservedCalls },
                  { name: 'By its own count', isNumber: true, of: ({ activeCalls }) => activeCalls },
                  { name: 'At most', isNumber: true, of: ({ maxCalls }) => maxCalls },
                  { name: 'Load', isNumber: true, of: ({ load }) => `${Math.round(load * 100)} %` },
                  { name: 'Heard from', isNumber: true, of: ({ heartbeatAt }) => <Ago at={heartbeatAt} /> },
                  { name: 'Region', of: ({ region }) => region },
                  { name: 'Fails with', of: ({ failureDomain, region }) => failureDomain ?? region },
                  { name: 'Version', of: ({ version }) => version },
                  { name: 'Address', of: ({ url }) => url },
                  ...(mayOperate ? [{ name: 'Order', of: (host: MediaHost) => <HostOrder host={host} /> }] : []),
                ]}
              />
            </>
          )}
        </Asked>
      </Section>
    </Page>
  );
}

function HostOrder({ host: { hostId, drainOrdered } }: { host: MediaHost }) {
  const api = useApi();
  const send =
    (order: 'drain' | 'resume') =>
    ({ reason, key }: { reason: string; key: string }) =>
      api.send('POST', `media-hosts/${encodeURIComponent(hostId)}/${order}`, {
        query: { reason },
        headers: { 'idempotency-key': key },
      });
  return drainOrdered ? (
    <OrderDialog name={`Resume ${hostId}`} about="It gets new calls again." send={send('resume')} />
  ) : (
    <OrderDialog
      name={`Drain ${hostId}`}
      about="It gets no new calls; the calls that it has go on. Who joins a meeting meanwhile is recorded by a call on another host."
      send={send('drain')}
    />
  );
}
