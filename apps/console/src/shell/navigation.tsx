import { Link, useRoute } from 'wouter';
import type { Role } from '../auth/roles.js';
import { useSignIn } from '../auth/signed-in.js';

interface Place {
  path: string;
  name: string;
  role: Role;
}

/** The pages that have a place in the menu, and whom the recorder lets see them. */
const PLACES: readonly Place[] = [{ path: '/', name: 'Now', role: 'Recording.Read' }];

export function Navigation() {
  const { roles } = useSignIn();
  const open = PLACES.filter(({ role }) => roles.has(role));
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
