import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';
import '../style/tokens.css';
import '../style/page.css';

// Where the sign-in page sends the browser back to; from here MSAL goes on to the page that was asked for.
broadcastResponseToMainFrame().catch((error: unknown) => {
  const status = document.querySelector('[role=status]');
  const text = error instanceof Error ? error.message : String(error);
  if (status) status.textContent = `You could not be signed in: ${text}`;
});
