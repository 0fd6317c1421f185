import { Button } from 'react-aria-components';

interface Props {
  children: string;
  /** Said while it lasts. */
  waiting: string;
  isWaiting: boolean;
  isPrimary?: boolean;
  /** Without it the form is sent. */
  onPress?: () => void;
}

/**
 * A button for what takes a while. Meanwhile it does nothing, and keeps the focus, which a disabled one would lose. The
 * library's own pending state is not used: what it leaves in the page for screen readers names a button that may be gone.
 */
export function Action({ children, waiting, isWaiting, isPrimary = false, onPress }: Props) {
  const press = () => {
    if (!isWaiting) onPress?.();
  };
  return (
    <>
      <Button
        className={isPrimary ? 'button primary' : 'button'}
        type={onPress || isWaiting ? 'button' : 'submit'}
        onPress={press}
      >
        {isWaiting ? waiting : children}
      </Button>
      <span className="unseen" role="status">
        {isWaiting ? waiting : ''}
      </span>
    </>
  );
}
