import { unwrap } from '@app/admin-client';
import type { SessionDetail } from '@app/contracts';
import { useState } from 'react';
import { useApi } from '../../api/answers.js';
import { useSignIn } from '../../auth/signed-in.js';
import { Field } from '../../parts/field.js';
import { OrderDialog, type Order } from '../../parts/order-dialog.js';

/** In minutes; `most`: unless the recorder is set otherwise. */
const PAUSE = { usual: 15, most: 60 };

/** What can be ordered of a call that is up. Each is done only when Teams has confirmed it. */
export function SessionOrders({ call }: { call: SessionDetail }) {
  const api = useApi();
  const { roles } = useSignIn();
  const [minutes, setMinutes] = useState(String(PAUSE.usual));
  if (!roles.has('Recording.Operate')) return null;
  const paramsOf = ({ key }: Order) => ({ path: { sessionId: call.id }, header: { 'idempotency-key': key } });
  const pause = (order: Order) =>
    unwrap(
      api.POST('/admin/v1/sessions/{sessionId}/pause', {
        params: paramsOf(order),
        body: { reason: order.reason, resumeAfterSeconds: Math.round(Number(minutes) * 60) },
      }),
    );
  const send = (what: 'resume' | 'stop' | 'hang-up') => (order: Order) =>
    unwrap(
      api.POST(`/admin/v1/sessions/{sessionId}/${what}`, { params: paramsOf(order), body: { reason: order.reason } }),
    );
  const { standingOrder } = call;
  const isUp = call.endedAt === null;
  return (
    <>
      <OrderDialog
        name="Pause"
        isOffered={isUp && standingOrder === null}
        about="Nothing of the call is kept until it is resumed, and Teams shows so. It goes on by itself after this time."
        fields={
          <Field
            label="Minutes"
            type="number"
            value={minutes}
            onChange={setMinutes}
            isRequired
            hint={`At most ${PAUSE.most}, unless the recorder is set otherwise.`}
          />
        }
        send={pause}
      />
      <OrderDialog
        name="Resume"
        isOffered={isUp && standingOrder === 'paused'}
        about="The call is kept again from now on."
        send={send('resume')}
      />
      <OrderDialog
        name="Stop"
        isOffered={isUp && (standingOrder === null || standingOrder === 'paused')}
        about="Nothing more of the call is kept, for good. The call itself stays up."
        send={send('stop')}
      />
      <OrderDialog
        name="Hang up"
        isOffered={isUp && standingOrder !== 'hungUp'}
        about="We leave the call. Depending on policy, Teams may end it for the people in it, too."
        send={send('hang-up')}
      />
    </>
  );
}
