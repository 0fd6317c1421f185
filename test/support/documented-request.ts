import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { TestServer } from './http-server.js';

/** What a documented line asks of the recorder, whatever it is written in. */
export interface DocumentedRequest {
  method: string;
  path: string;
  query: [name: string, value: string][];
  headers: Record<string, string | undefined>;
  body: unknown;
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** Those that a line may set. Of a POST without a body PowerShell says that it is a form, which is taken for nothing. */
const HEADERS = ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match', 'last-event-id'];

/** --json came with curl 7.82. */
export const forOlderCurl = (line: string) =>
  line.replace(/--json ('[^']*'|"(?:[^"\\]|\\.)*")/, `-H 'content-type: application/json' --data $1`);

/** Runs a line of curl, and says what it sent. */
export async function curlRequest(line: string, variables: Variables): Promise<DocumentedRequest> {
  const server = await TestServer.start(() => ({ status: 200, body: {} }));
  try {
    const env = { ...variables, PATH: process.env.PATH, RECORDER: server.url };
    await promisify(execFile)('sh', ['-c', forOlderCurl(line)], { env });
    const { method, url, headers, body } = server.requests[0]!;
    const { pathname, searchParams } = new URL(url, server.url);
    const sent = {
      method,
      path: pathname,
      query: [...searchParams],
      body: body === '' ? null : (JSON.parse(body) as unknown),
    };
    return { ...sent, headers: Object.fromEntries(HEADERS.map((name) => [name, headers[name]?.toString()])) };
  } finally {
    await server.close();
  }
}

const INVOCATION = new RegExp(
  [
    /^\(?Invoke-RestMethod @auth(?: -Method (?<method>Get|Post|Put|Delete))? "\$env:RECORDER(?<target>[^"]+)"/,
    /(?: -Headers (?<headers>@\{[^{}]*\}))?(?: -ContentType (?<type>\S+) -Body (?<body>'[^']*'|\(.+ \| ConvertTo-Json\)))?/,
    /(?:\)\.items)?(?: \| (?:ConvertFrom-Csv|Where-Object [\w. -]+))?$/,
  ]
    .map(({ source }) => source)
    .join(''),
);

/**
 * Reads a line of PowerShell, which cannot be had from npm. Of the language it knows what our lines use, and refuses
 * everything else, so that what it says is what would be sent.
 */
export function powershellRequest(line: string, variables: Variables): DocumentedRequest {
  const parts = INVOCATION.exec(line)?.groups;
  if (!parts) throw new Error(`Nobody knows what this sends: ${line}`);
  const { method = 'Get', target = '', headers = '@{}', type, body } = parts;
  const { pathname, searchParams } = new URL(filledIn(target, variables), 'http://recorder');
  const given = Object.entries(tableOf(headers, variables)).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    value,
  ]);
  const own = { authorization: `Bearer ${variables.TOKEN}`, 'content-type': type };
  const all: Record<string, string | undefined> = { ...own, ...Object.fromEntries<string>(given) };
  return {
    method: method.toUpperCase(),
    path: pathname,
    query: [...searchParams],
    headers: Object.fromEntries(HEADERS.map((name) => [name, all[name]])),
    body: body === undefined ? null : bodyOf(body, variables),
  };
}

/** A text in double quotes: a variable, or one that is escaped for a URL. */
function filledIn(text: string, variables: Variables): string {
  return text.replaceAll(
    /\$\(\[uri\]::EscapeDataString\(\$env:(\w+)\)\)|\$env:(\w+)/g,
    (_all: string, escaped?: string, plain: string = '') =>
      escaped ? encodeURIComponent(valueOf(escaped, variables)) : valueOf(plain, variables),
  );
}

function valueOf(name: string, variables: Variables): string {
  const value = variables[name];
  if (value === undefined) throw new Error(`Nobody has set ${name}`);
  return value;
}

function bodyOf(text: string, variables: Variables): unknown {
  if (text.startsWith("'")) return JSON.parse(text.slice(1, -1));
  return tableOf(text.slice(1, -' | ConvertTo-Json)'.length), variables);
}

const IN_JSON: Readonly<Record<string, string>> = { '@{': '{', ' = ': ':', '; ': ',' };

/** A hashtable of texts, variables and more of them. */
function tableOf(text: string, variables: Variables): Record<string, string> {
  const json = text.replaceAll(
    /'([^']*)'|\$env:(\w+)|(\w+)(?= = )|@\{| = |; /g,
    (part, quoted?: string, variable?: string, name?: string) =>
      IN_JSON[part] ?? JSON.stringify(variable === undefined ? (quoted ?? name) : valueOf(variable, variables)),
  );
  return JSON.parse(json) as Record<string, string>;
}
