import { Suspense } from 'react';
import { Link, Route, Switch } from 'wouter';
import { useSignIn } from '../auth/signed-in.js';
import { Page } from '../parts/page.js';
import { PAGES, type PageEntry } from './page-table.js';
import { RoleMissing } from './role-missing.js';

/** Which page an address opens. */
export function Pages() {
  return (
    <Suspense fallback={<p role="status">Loading …</p>}>
      <Switch>
        {PAGES.map((entry) => (
          <Route key={entry.path} path={entry.path}>
            {({ id = '' }: { id?: string | undefined }) => <Shown entry={entry} id={id} />}
          </Route>
        ))}
        <Route>
          <Page title="There is no such page">
            <p>
              The address may be of another version of this console. Everything there is stands in the menu, and the way
              back is <Link href="/">to what goes on now</Link>.
            </p>
          </Page>
        </Route>
      </Switch>
    </Suspense>
  );
}

/** A page for those whom the recorder would answer; others are told what they lack. */
function Shown({ entry: { role, atHome, show }, id }: { entry: PageEntry; id: string }) {
  const { roles, isAtHome } = useSignIn();
  if (!roles.has(role)) return <RoleMissing role={role} />;
  if (!atHome || isAtHome) return show(id);
  return (
    <Page title="Not of your tenant">
      <p>Media hosts and capacity belong to the tenant that runs this recorder, and are told to its own people only.</p>
    </Page>
  );
}
