import { Route, Switch } from 'wouter';
import { Page } from '../parts/page.js';
import { NowPage } from './now/now-page.js';

/** Which page an address opens. */
export function Pages() {
  return (
    <Switch>
      <Route path="/">
        <NowPage />
      </Route>
      <Route>
        <Page title="There is no such page">
          <p>The address may be of another version of this console. Everything there is stands in the menu.</p>
        </Page>
      </Route>
    </Switch>
  );
}
