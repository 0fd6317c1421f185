import type { Role } from '../auth/roles.js';
import { useSignIn } from '../auth/signed-in.js';
import { Page } from '../parts/page.js';

const ALLOWS: Record<Role, string> = {
  'Recording.Read': 'to see calls, policies and media hosts',
  'Recording.Operate': 'to give orders and change policies',
  'Recording.Comply': 'to explain gaps',
  'Recording.Audit': 'to read who asked for what',
};

/** For somebody whom the recorder would refuse: what to ask for, and of whom. */
export function RoleMissing({ role }: { role: Role }) {
  const { username } = useSignIn();
  return (
    <Page title="You are not allowed to see this">
      <p>
        You are signed in as <strong>{username}</strong>, and lack the app role <code>{role}</code>, which allows{' '}
        {ALLOWS[role]}.
      </p>
      <p>
        Whoever manages Microsoft Entra in your organisation can assign it: enterprise applications, this recorder,
        users and groups. Sign out and in again afterwards.
      </p>
    </Page>
  );
}
