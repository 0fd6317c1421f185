import { lazy, type ReactNode } from 'react';
import type { Role } from '../auth/roles.js';
import { NowPage } from './now/now-page.js';

// Each comes when it is first opened; only what everybody sees first is part of the first load.
const WhyPage = lazy(async () => ({ default: (await import('./why/why-page.js')).WhyPage }));
const SessionsPage = lazy(async () => ({ default: (await import('./sessions/sessions-page.js')).SessionsPage }));
const SessionPage = lazy(async () => ({ default: (await import('./session/session-page.js')).SessionPage }));
const ConversationsPage = lazy(async () => ({
  default: (await import('./conversations/conversations-page.js')).ConversationsPage,
}));
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

export interface PageEntry {
  path: string;
  /** In the menu; without it the page has no place there. */
  name?: string;
  /** Whom the recorder answers what the page asks. */
  role: Role;
  /** For people of the recorder's own tenant only. */
  atHome?: true;
  /** `id`: what its path has in place of `:id`. */
  show: (id: string) => ReactNode;
}

/** Every page there is, in the order of the menu. */
export const PAGES: readonly PageEntry[] = [
  { path: '/', name: 'Now', role: 'Recording.Read', show: () => <NowPage /> },
  { path: '/why', name: 'Why', role: 'Recording.Read', show: () => <WhyPage /> },
  { path: '/sessions', name: 'Calls', role: 'Recording.Read', show: () => <SessionsPage /> },
  { path: '/sessions/:id', role: 'Recording.Read', show: (id) => <SessionPage key={id} sessionId={id} /> },
  { path: '/conversations', name: 'Conversations', role: 'Recording.Read', show: () => <ConversationsPage /> },
  {
    path: '/conversations/:id',
    role: 'Recording.Read',
    show: (id) => <ConversationPage key={id} conversationId={id} />,
  },
  { path: '/gaps', name: 'Gaps', role: 'Recording.Read', show: () => <GapsPage /> },
  { path: '/policies', name: 'Policies', role: 'Recording.Read', show: () => <PoliciesPage /> },
  { path: '/policies/:id', role: 'Recording.Read', show: (id) => <PolicyPage key={id} policyId={id} /> },
  { path: '/new-policy', role: 'Recording.Operate', show: () => <NewPolicyPage /> },
  { path: '/media-hosts', name: 'Media hosts', role: 'Recording.Read', atHome: true, show: () => <MediaHostsPage /> },
  { path: '/capacity', name: 'Capacity', role: 'Recording.Read', atHome: true, show: () => <CapacityPage /> },
  { path: '/audit', name: 'Audit', role: 'Recording.Audit', show: () => <AuditPage /> },
];
