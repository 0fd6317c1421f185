import { Section } from '../../parts/page.js';
import { HostsTable } from '../media-hosts/hosts-table.js';

/** Room at the media hosts. */
export function Seats() {
  return (
    <Section title="Media hosts" about="Where calls' media goes, and how many more would find room.">
      <HostsTable
        calls={[
          { name: 'Calls', isNumber: true, of: ({ reservedCalls, maxCalls }) => `${reservedCalls} of ${maxCalls}` },
        ]}
      />
    </Section>
  );
}
