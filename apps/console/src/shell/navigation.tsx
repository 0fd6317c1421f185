import { Link, useRoute } from 'wouter';
import type { Role } from '../auth/roles.js';
import { useSignIn } from '../auth/signed-in.js';

interface Place {
  path: string;
  name: string;
  role: Role;
  /** For people of the recorder's own tenant only. */
  atHome?: true;
}

/** The pages that have a place in the menu, and whom the recorder lets see them. */
const PLACES: readonly Place[] = [
  { path: '/', name: 'Now', role: 'Recording.Read' },
  { path: '/why', name: 'Why', role: 'Recording.Read' },
  { path: '/sessions', name: 'Calls', role: 'Recording.Read' },
  { path: '/gaps', name: 'Gaps', role: 'Recording.Read' },
  { path: '/policies', name: 'Policies', role: 'Recording.Read' },
  { path: '/media-hosts', name: 'Media hosts', role: 'Recording.Read', atHome: true },
  { path: '/capacity', name: 'Capacity', role: 'Recording.Read', atHome: true },
  { path: '/audit', name: 'Audit', role: 'Recording.Audit' },
];

export function Navigation() {
  const { roles, isAtHome } = useSignIn();
  const open = PLACES.filter(({ role, atHome }) => roles.has(role) && (!atHome || isAtHome));
  if (open.length === 0) return null;
  return (
    <nav aria-label="Pages">
      <ul>
        {open.map((place) => (
          <li key={place.path}>
            <PlaceLink {...place} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function PlaceLink({ path, name }: Place) {
  const [isHere] = useRoute(path === '/' ? path : `${path}/*?`);
  return (
    <Link href={path} aria-current={isHere ? 'page' : undefined}>
      {name}
    </Link>
  );
}
