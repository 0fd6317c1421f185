import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { SignInPage } from './auth/sign-in-page.js';
import { startSignIn } from './auth/sign-in.js';
import { SignInFailed } from './auth/sign-in-failed.js';
import { applyColours } from './shell/colours.js';
import './style/tokens.css';
import './style/page.css';
import './style/shell.css';
import './style/controls.css';
import './style/tables.css';
import './style/pictures.css';

applyColours();
const element = document.getElementById('root');
if (!element) throw new Error('There is no place for the console in this page.');
const root = createRoot(element);

try {
  const signIn = await startSignIn();
  root.render(
    <StrictMode>{'signIn' in signIn ? <SignInPage signedOut={signIn} /> : <App signIn={signIn} />}</StrictMode>,
  );
} catch (error) {
  root.render(<SignInFailed error={error} />);
}
