import { useState, type ReactNode } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { OrderForm, type Order } from './order-form.js';

export type { Order };

interface Props {
  /** What is ordered, as in "Pause". */
  name: string;
  /** What follows from it. */
  about: ReactNode;
  /** What is asked for, where it is not the reason. */
  reason?: { label: string; maxLength: number };
  /** More that has to be said for it. */
  fields?: ReactNode;
  /** False: there is no button for it now; a dialog that is open stays, since its answer is still to come. */
  isOffered?: boolean;
  isDisabled?: boolean;
  /** Resolves when it is carried out. */
  send: (order: Order) => Promise<unknown>;
}

/** A button that asks why before it orders something, and says what came of it. */
export function OrderDialog({ name, isOffered = true, isDisabled = false, ...rest }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [isSending, setSending] = useState(false);
  return (
    <>
      {isOffered && (
        <Button className="button" isDisabled={isDisabled} onPress={() => setOpen(true)}>
          {name}
        </Button>
      )}
      {/* What was sent cannot be taken back, so its answer is waited for. */}
      <ModalOverlay
        className="veil"
        isOpen={isOpen}
        onOpenChange={setOpen}
        isDismissable={!isSending}
        isKeyboardDismissDisabled={isSending}
      >
        <Modal className="dialog">
          <Dialog>
            <OrderForm
              name={name}
              {...rest}
              isSending={isSending}
              setSending={setSending}
              close={() => setOpen(false)}
            />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}
