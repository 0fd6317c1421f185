import type { ReactNode } from 'react';
import { SignInAgain } from '../auth/sign-in-again.js';
import { useSignIn } from '../auth/signed-in.js';
import { Announcer } from '../parts/announcer.js';
import { Account } from './account.js';
import { ColourChoice } from './colour-choice.js';
import { LiveSign } from './live-sign.js';
import { Navigation } from './navigation.js';

/** What stands around every page. */
export function Shell({ children }: { children: ReactNode }) {
  const mayRead = useSignIn().roles.has('Recording.Read');
  return (
    <Announcer>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="bar">
        <span className="brand">Witness</span>
        <Navigation />
        <div className="bar-end">
          {mayRead && <LiveSign />}
          <Account />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <SignInAgain />
        {children}
      </main>
      <footer className="foot">
        <span>Times are of your zone, with UTC on hover; where a sentence says UTC, it is UTC.</span>
        <ColourChoice />
      </footer>
    </Announcer>
  );
}
