import { unwrap } from '@app/admin-client';
import type { MediaHost } from '@app/contracts';
import { useApi } from '../../api/answers.js';
import { useSignIn } from '../../auth/signed-in.js';
import { OrderDialog, type Order } from '../../parts/order-dialog.js';
import { Page, Section } from '../../parts/page.js';
import { HostsTable } from './hosts-table.js';

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
        <HostsTable
          calls={[
            { name: 'Reserved', isNumber: true, of: ({ reservedCalls }) => reservedCalls },
            { name: 'By its own count', isNumber: true, of: ({ activeCalls }) => activeCalls },
            { name: 'At most', isNumber: true, of: ({ maxCalls }) => maxCalls },
          ]}
          more={[
            { name: 'Region', of: ({ region }) => region },
            { name: 'Fails with', of: ({ failureDomain, region }) => failureDomain ?? region },
            { name: 'Version', of: ({ version }) => version },
            { name: 'Address', of: ({ url }) => <span className="breaks">{url}</span> },
            ...(mayOperate ? [{ name: 'Order', stays: true, of: (host: MediaHost) => <HostOrder host={host} /> }] : []),
          ]}
        />
      </Section>
    </Page>
  );
}

function HostOrder({ host: { hostId, drainOrdered } }: { host: MediaHost }) {
  const api = useApi();
  const send =
    (order: 'drain' | 'resume') =>
    ({ reason, key }: Order) => {
      const params = { path: { hostId }, query: { reason }, header: { 'idempotency-key': key } };
      return unwrap(api.POST(`/admin/v1/media-hosts/{hostId}/${order}`, { params }));
    };
  return (
    <>
      <OrderDialog
        name={`Resume ${hostId}`}
        isOffered={drainOrdered}
        about="It gets new calls again."
        send={send('resume')}
      />
      <OrderDialog
        name={`Drain ${hostId}`}
        isOffered={!drainOrdered}
        about="It gets no new calls; the calls that it has go on. Who joins a meeting meanwhile is recorded by a call on another host."
        send={send('drain')}
      />
    </>
  );
}
