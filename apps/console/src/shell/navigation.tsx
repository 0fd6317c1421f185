import { Link, useRoute } from 'wouter';
import { useSignIn } from '../auth/signed-in.js';
import { PAGES } from '../pages/page-table.js';

/** The menu: the pages that have a place in it and that the recorder lets this person see. */
export function Navigation() {
  const { roles, isAtHome } = useSignIn();
  const open = PAGES.flatMap(({ path, name, role, atHome }) =>
    name !== undefined && roles.has(role) && (!atHome || isAtHome) ? [{ path, name }] : [],
  );
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

function PlaceLink({ path, name }: { path: string; name: string }) {
  const [isHere] = useRoute(path === '/' ? path : `${path}/*?`);
  return (
    <Link href={path} aria-current={isHere ? 'page' : undefined}>
      {name}
    </Link>
  );
}
