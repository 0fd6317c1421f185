import { lazy, Suspense, type ReactNode } from 'react';
import { Link, Route, Switch } from 'wouter';
import type { Role } from '../auth/roles.js';
import { useSignIn } from '../auth/signed-in.js';
import { Page } from '../parts/page.js';
import { NowPage } from './now/now-page.js';
import { RoleMissing } from './role-missing.js';

// Each comes when it is first opened; only what everybody sees first is part of the first load.
const WhyPage = lazy(async () => ({ default: (await import('./why/why-page.js')).WhyPage }));
const SessionsPage = lazy(async () => ({ default: (await import('./sessions/sessions-page.js')).SessionsPage }));
const SessionPage = lazy(async () => ({ default: (await import('./session/session-page.js')).SessionPage }));
const ConversationPage = lazy(async () => ({
  default: (await import('./conversation/conversation-page.js')).ConversationPage,
}));
const GapsPage = lazy(async () => ({ default: (await import('./gaps/gaps-page.js')).GapsPage }));
const PoliciesPage = lazy(async () => ({ default: (await import('./policies/policies-page.js')).PoliciesPage }));
const PolicyPage = lazy(async () => ({ default: (await import('./policies/policy-page.js')).PolicyPage }));
const NewPolicyPage = lazy(async () => ({ default: (await import('./policies/new-policy-page.js')).NewPolicyPage }));
const MediaHostsPage = lazy(async () => ({
  default: (await import('./media-hosts/media-hosts-page.js')).MediaHostsPage,
}));
const CapacityPage = lazy(async () => ({ default: (await import('./capacity/capacity-page.js')).CapacityPage }));
const AuditPage = lazy(async () => ({ default: (await import('./audit/audit-page.js')).AuditPage }));

/** Which page an address opens. */
export function Pages() {
  return (
    <Suspense fallback={<p role="status">Loading …</p>}>
      <Switch>
        <Route path="/">
          <For role="Recording.Read">
            <NowPage />
          </For>
        </Route>
        <Route path="/why">
          <For role="Recording.Read">
            <WhyPage />
          </For>
        </Route>
        <Route path="/sessions">
          <For role="Recording.Read">
            <SessionsPage />
          </For>
        </Route>
        <Route path="/sessions/:id">
          {({ id }) => (
            <For role="Recording.Read">
              <SessionPage key={id} sessionId={id} />
            </For>
          )}
        </Route>
        <Route path="/conversations/:id">
          {({ id }) => (
            <For role="Recording.Read">
              <ConversationPage key={id} conversationId={id} />
            </For>
          )}
        </Route>
        <Route path="/gaps">
          <For role="Recording.Read">
            <GapsPage />
          </For>
        </Route>
        <Route path="/policies">
          <For role="Recording.Read">
            <PoliciesPage />
          </For>
        </Route>
        <Route path="/new-policy">
          <For role="Recording.Operate">
            <NewPolicyPage />
          </For>
        </Route>
        <Route path="/policies/:id">
          {({ id }) => (
            <For role="Recording.Read">
              <PolicyPage key={id} policyId={id} />
            </For>
          )}
        </Route>
        <Route path="/media-hosts">
          <For role="Recording.Read" atHome>
            <MediaHostsPage />
          </For>
        </Route>
        <Route path="/capacity">
          <For role="Recording.Read" atHome>
            <CapacityPage />
          </For>
        </Route>
        <Route path="/audit">
          <For role="Recording.Audit">
            <AuditPage />
          </For>
        </Route>
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
function For({ role, atHome = false, children }: { role: Role; atHome?: boolean; children: ReactNode }) {
  const { roles, isAtHome } = useSignIn();
  if (!roles.has(role)) return <RoleMissing role={role} />;
  if (!atHome || isAtHome) return children;
  return (
    <Page title="Not of your tenant">
      <p>Media hosts and capacity belong to the tenant that runs this recorder, and are told to its own people only.</p>
    </Page>
  );
}
