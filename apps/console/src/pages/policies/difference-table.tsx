import { Table } from '../../parts/table.js';
import type { Difference } from './differences.js';

/** What a change is, or that it is none. */
export function DifferenceTable({ caption, of }: { caption: string; of: readonly Difference[] }) {
  if (of.length === 0) return <p className="empty">Nothing is different.</p>;
  return (
    <Table
      caption={caption}
      rows={of}
      keyOf={({ member }) => member}
      columns={[
        { name: 'What', of: ({ member }) => member },
        { name: 'Before', of: ({ before }) => <span className="wraps">{before}</span> },
        { name: 'After', of: ({ after }) => <span className="wraps">{after}</span> },
      ]}
    />
  );
}
