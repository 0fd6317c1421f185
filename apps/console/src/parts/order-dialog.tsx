import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Action } from './action.js';
import { Failure } from './failure.js';
import { Field } from './field.js';

export interface Order {
  /** In the words of whoever orders; the audit trail keeps it. */
  reason: string;
  /** The same for a repeat, so that it is not carried out twice. */
  key: string;
}

interface Props {
  /** What is ordered, as in "Pause". */
  name: string;
  /** What follows from it. */
  about: ReactNode;
  /** What is asked for, where it is not the reason. */
  reason?: string;
  /** More that has to be said for it. */
  fields?: ReactNode;
  isDisabled?: boolean;
  /** Resolves when it is carried out. */
  send: (order: Order) => Promise<unknown>;
}

/** A button that asks why before it orders something, and says what came of it. */
export function OrderDialog({ name, isDisabled = false, ...rest }: Props) {
  const [said, setSaid] = useState('');
  return (
    <>
      <DialogTrigger>
        <Button className="button" isDisabled={isDisabled} onPress={() => setSaid('')}>
          {name}
        </Button>
        <ModalOverlay className="veil" isDismissable>
          <Modal className="dialog">
            <Dialog>
              {({ close }) => (
                <OrderForm
                  name={name}
                  {...rest}
                  close={close}
                  done={() => {
                    setSaid(`${name}: done.`);
                    close();
                  }}
                />
              )}
            </Dialog>
          </Modal>
        </ModalOverlay>
      </DialogTrigger>
      <span role="status" className="said">
        {said}
      </span>
    </>
  );
}

interface FormProps extends Omit<Props, 'isDisabled'> {
  close: () => void;
  done: () => void;
}

function OrderForm({ name, about, fields, reason: asked = 'Reason', send, close, done }: FormProps) {
  const queries = useQueryClient();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const order = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setError(null);
    try {
      await send({ reason, key });
      await queries.invalidateQueries();
      done();
    } catch (refusal) {
      setError(refusal);
      setSending(false);
    }
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
      <Field label={asked} value={reason} onChange={setReason} isRequired maxLength={500} hint="No names of people." />
      {error !== null && <Failure title="It was not done, or not confirmed" error={error} />}
      <div className="buttons">
        <Button className="button" onPress={close}>
          Cancel
        </Button>
        <Action isPrimary isWaiting={isSending} waiting="Waiting for an answer …">
          {name}
        </Action>
      </div>
    </form>
  );
}
