import { useEffect, useRef, type RefObject } from 'react';
import { useLocation } from 'wouter';

/** The path of the page that was shown last; null: this is the first one, of which browsers tell by themselves. */
let lastPath: string | null = null;

/** Whoever opens another page goes on at its heading: by keyboard, and in what is read aloud. */
export function useHeadingFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const [path] = useLocation();
  useEffect(() => {
    if (lastPath !== null && lastPath !== path) heading.current?.focus();
    lastPath = path;
  }, [path]);
  return heading;
}

/** What had the focus may be gone, and whoever goes by keyboard would begin anew at the top of the window. */
export function keepFocusOnPage(): void {
  // The next frame but one: by then what was taken away is gone, and dialogs have given back what they took.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.querySelector('h1')?.focus();
    }),
  );
}
