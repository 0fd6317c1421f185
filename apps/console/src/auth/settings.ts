/** What the recorder tells its console (`/console/config.json`); nothing of it is secret. */
export interface Settings {
  clientId: string;
  /** At the login authority, of whoever may sign in: the home tenant, or `organizations`. */
  authority: string;
  homeTenantId: string;
  scope: string;
  /** On a desk: where a browser reaches the login authority, whose own address it would not trust. */
  loginOrigin: string | null;
}

/** @throws Error when the recorder does not tell them. */
export async function loadSettings(): Promise<Settings> {
  const reply = await fetch('/console/config.json');
  if (!reply.ok) throw new Error(`The recorder did not tell its settings (HTTP ${reply.status}).`);
  return (await reply.json()) as Settings;
}
