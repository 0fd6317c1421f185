import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Heading } from 'react-aria-components';
import { Action } from './action.js';
import { useAnnounce } from './announcer.js';
import { Failure } from './failure.js';
import { Field } from './field.js';
import { keepFocusOnPage } from './heading-focus.js';

export interface Order {
  /** In the words of whoever orders; the audit trail keeps it. */
  reason: string;
  /** The same for a repeat, so that it is not carried out twice. */
  key: string;
}

interface Props {
  name: string;
  about: ReactNode;
  reason?: { label: string; maxLength: number };
  fields?: ReactNode;
  send: (order: Order) => Promise<unknown>;
  isSending: boolean;
  setSending: (isSending: boolean) => void;
  close: () => void;
}

const REASON = { label: 'Reason', maxLength: 500 };
/** What may be longer is given more than a line. */
const LINES = 4;

/** What an order needs, and what became of it. */
export function OrderForm({ name, about, fields, reason: asked = REASON, send, isSending, setSending, close }: Props) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);

  const order = async (event: FormEvent) => {
    event.preventDefault();
    // Enter in a field sends the form although its button does nothing.
    if (isSending) return;
    setSending(true);
    setError(null);
    try {
      await send({ reason, key });
    } catch (refusal) {
      setError(refusal);
      return;
    } finally {
      setSending(false);
    }
    close();
    await queries.invalidateQueries();
    announce(`${name}: done.`);
    keepFocusOnPage();
  };
  // What is said otherwise after a refusal is another order; what is sent again as it was may have been carried out.
  const changed = () => {
    if (error !== null) setKey(crypto.randomUUID());
  };
  return (
    <form onSubmit={(event) => void order(event)} onChange={changed}>
      <Heading slot="title">{name}</Heading>
      <div>{about}</div>
      {fields}
      <Field
        {...asked}
        value={reason}
        onChange={setReason}
        isRequired
        hint="No names of people."
        {...(asked.maxLength > REASON.maxLength && { lines: LINES })}
      />
      {error !== null && <Failure title="It was not done, or not confirmed" error={error} />}
      <div className="buttons">
        <Button className="button" onPress={close} isDisabled={isSending}>
          Cancel
        </Button>
        <Action isPrimary isWaiting={isSending} waiting="Waiting for an answer …">
          {name}
        </Action>
      </div>
    </form>
  );
}
