import { unwrap } from '@app/admin-client';
import type { Gap } from '@app/contracts';
import { Link } from 'wouter';
import { useApi } from '../../api/answers.js';
import { useSignIn } from '../../auth/signed-in.js';
import { Badge } from '../../parts/badge.js';
import { Copyable } from '../../parts/copyable.js';
import { Moment } from '../../parts/moment.js';
import { OrderDialog } from '../../parts/order-dialog.js';
import { Since } from '../../parts/since.js';
import { Table } from '../../parts/table.js';
import { CAUSES } from './causes.js';

/** Gaps, with what is known of each; whoever may can note what they found out. */
export function GapTable({ gaps }: { gaps: readonly Gap[] }) {
  return (
    <Table
      caption="Gaps"
      rows={gaps}
      keyOf={({ id }) => id}
      columns={[
        { name: 'From', of: ({ from }) => <Moment at={from} /> },
        { name: 'For', isNumber: true, of: ({ from, to }) => <Since at={from} until={to} /> },
        { name: 'Cause', of: ({ cause }) => <Cause of={cause} /> },
        { name: 'User', of: ({ userId }) => <Copyable id={userId} what="user id" /> },
        { name: 'Call', of: ({ sessionId }) => sessionId && <Link href={`/sessions/${sessionId}`}>Call</Link> },
        {
          name: 'Conversation',
          of: ({ conversationId }) => <Link href={`/conversations/${conversationId}`}>Conversation</Link>,
        },
        { name: 'Explanation', of: (gap) => <FoundOut gap={gap} /> },
      ]}
    />
  );
}

function Cause({ of }: { of: Gap['cause'] }) {
  return of === 'unexplained' ? <Badge tone="bad">unexplained</Badge> : <span title={CAUSES[of]}>{of}</span>;
}

function FoundOut({ gap: { id, explanation } }: { gap: Gap }) {
  const api = useApi();
  const { roles } = useSignIn();
  return (
    <>
      {explanation && <p className="wraps">{explanation.text}</p>}
      {roles.has('Recording.Comply') && (
        <OrderDialog
          name={explanation ? 'Explain anew' : 'Explain'}
          about="What you found out is kept with the gap, in place of what was noted before."
          reason={{ label: 'What was found out', maxLength: 2_000 }}
          send={({ reason, key }) =>
            unwrap(
              api.PUT('/admin/v1/gaps/{gapId}/explanation', {
                params: { path: { gapId: id }, header: { 'idempotency-key': key } },
                body: { text: reason },
              }),
            )
          }
        />
      )}
    </>
  );
}
