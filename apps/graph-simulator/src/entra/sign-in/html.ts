import { createHash } from 'node:crypto';
import { STYLE } from './style.js';

/** A page as it is sent: its text, and its Content-Security-Policy. */
export interface Page {
  readonly html: string;
  readonly policy: string;
}

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Text that means nothing to a browser, in elements and in quoted attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/**
 * A page without scripts. `main` is HTML. Browsers hold the redirect that answers a form to `form-action`, too: a page
 * with a form names the origin where that ends.
 */
export function page(title: string, main: string, redirectOrigin?: string): Page {
  const formAction = redirectOrigin === undefined ? "'none'" : `'self' ${redirectOrigin}`;
  return {
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – Teams on a desk</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${main}
</main>
</body>
</html>
`,
    policy: [
      "default-src 'none'",
      `style-src 'sha256-${STYLE_HASH}'`,
      `form-action ${formAction}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}
