/** App roles of the recorder that are given to people; their names are those of its registration. */
export const CONSOLE_ROLES = ['Recording.Read', 'Recording.Operate', 'Recording.Comply', 'Recording.Audit'] as const;
export type ConsoleRole = (typeof CONSOLE_ROLES)[number];

export interface Person {
  key: string;
  name: string;
  work: string;
  /** What they are offered; whoever signs in may change it. */
  roles: readonly ConsoleRole[];
}

/** Whoever works at this desk. */
export const PEOPLE: readonly Person[] = [
  { key: 'adele', name: 'Adele Vance', work: 'Teams administrator', roles: ['Recording.Read', 'Recording.Operate'] },
  { key: 'omar', name: 'Omar Haddad', work: 'operator', roles: ['Recording.Read', 'Recording.Operate'] },
  { key: 'carla', name: 'Carla Brandt', work: 'compliance officer', roles: ['Recording.Read', 'Recording.Comply'] },
  { key: 'ivo', name: 'Ivo Marin', work: 'integrator', roles: ['Recording.Read'] },
  { key: 'arthur', name: 'Arthur Lindqvist', work: 'auditor', roles: ['Recording.Read', 'Recording.Audit'] },
];

/** A tenant that people can be of. */
export interface Directory {
  tenantId: string;
  name: string;
  domain: string;
  isHome: boolean;
}

const OTHER_TENANT_ID = '5b8e0c2d-7777-4e1f-9a3b-8c6d4e2f0a19';

/** The recorder's own tenant, and one that has nothing to do with it. */
export function directories(homeTenantId: string): readonly [home: Directory, other: Directory] {
  return [
    { tenantId: homeTenantId.toLowerCase(), name: 'Contoso', domain: 'contoso.example', isHome: true },
    { tenantId: OTHER_TENANT_ID, name: 'Fabrikam', domain: 'fabrikam.example', isHome: false },
  ];
}
