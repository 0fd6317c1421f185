import type { SessionDetail } from '@app/contracts';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import { spanOf } from '../../parts/times.js';

type Stage = SessionDetail['stages'][number];

const NAMES: Record<Stage['stage'], string> = {
  verified: 'Token of Teams verified',
  stored: 'Stored and taken up',
  decided: 'Decided',
  reserved: 'Room at a media host reserved',
  blob: 'Media host ready',
  sent: 'Response sent',
  accepted: 'Response accepted by Graph',
};

/** Where the time from the invitation to our response went. */
export function Stages({ of }: { of: readonly Stage[] }) {
  if (of.length === 0) return null;
  const rows = of.map((stage, index) => ({ ...stage, step: stage.ms - (of[index - 1]?.ms ?? 0) }));
  return (
    <Table
      caption="Stages of the response"
      rows={rows}
      keyOf={({ stage }) => stage}
      columns={[
        { name: 'Stage', of: ({ stage }) => NAMES[stage] },
        { name: 'At', of: ({ at }) => <Moment at={at} as="exact" /> },
        { name: 'After the invitation', isNumber: true, of: ({ ms }) => spanOf(ms) },
        { name: 'Took', isNumber: true, of: ({ step }) => spanOf(step) },
      ]}
    />
  );
}
