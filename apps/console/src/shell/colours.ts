const KEPT_AS = 'witness.colours';

export const COLOURS = ['system', 'light', 'dark'] as const;
export type Colours = (typeof COLOURS)[number];

/** What this person chose in this browser; `system` follows the operating system. */
export function keptColours(): Colours {
  const kept = readKept();
  return COLOURS.find((colours) => colours === kept) ?? 'system';
}

export function applyColours(colours = keptColours()): void {
  document.documentElement.dataset.colours = colours;
}

export function keepColours(colours: Colours): void {
  applyColours(colours);
  try {
    localStorage.setItem(KEPT_AS, colours);
  } catch {
    // A browser may keep nothing; then it is chosen again next time.
  }
}

function readKept(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}
