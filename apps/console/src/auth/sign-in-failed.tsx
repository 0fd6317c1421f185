import { Button } from 'react-aria-components';
import { Failure } from '../parts/failure.js';

/** Entra refused, or could not be asked. What MSAL has kept of the attempt would only fail again. */
export function SignInFailed({ error }: { error: unknown }) {
  const again = () => {
    sessionStorage.clear();
    location.assign('/console/');
  };
  return (
    <main className="alone">
      <h1>Witness</h1>
      <Failure title="You could not be signed in" error={error} />
      <Button className="button" onPress={again}>
        Begin again
      </Button>
    </main>
  );
}
