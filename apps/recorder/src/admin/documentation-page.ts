import { createHash } from 'node:crypto';
import type { adminDocument } from '@app/contracts';

type Document = ReturnType<typeof adminDocument>;

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #999 } code { background: #8882; padding: 0 .2em }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .2rem .6rem; vertical-align: top }
tr { border-top: 1px solid #9995 }`;

/** The page needs this style and nothing else; a browser refuses whatever else might get into it. */
export const DOCUMENTATION_POLICY =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; ` +
  `base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const METHODS = ['get', 'put', 'post', 'delete'] as const;

/** The admin API for a person to read: one page of plain HTML, made from the document at start. */
export function documentationPage({ info, paths = {} }: Document): string {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item?.[method];
      if (!operation) return [];
      const { summary = '', description = '', parameters = [], responses = {} } = operation;
      return `<h2><code>${method.toUpperCase()} ${text(path)}</code></h2>
<p>${text(summary)}. ${marked(description)}</p>
${table(parameters.flatMap((each) => ('name' in each ? [[each.name, each.in, each.description ?? '']] : [])))}
${table(Object.entries(responses).map(([status, answer]) => [status, (answer as { description?: string }).description ?? '']))}`;
    }),
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${text(info.title)}</title><style>${STYLE}</style></head>
<body><h1>${text(info.title)}</h1><p>${marked(info.description ?? '')}</p>
<p>In full, for programs: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
${operations.join('\n')}
</body></html>
`;
}

function table(rows: string[][]): string {
  if (rows.length === 0) return '';
  const row = (cells: string[]) => `<tr>${cells.map((cell) => `<td>${marked(cell)}</td>`).join('')}</tr>`;
  return `<table>${rows.map(row).join('')}</table>`;
}

/** What a description sets in backticks is code. */
function marked(description: string): string {
  return text(description).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function text(raw: string): string {
  return raw.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
