import { createHash } from 'node:crypto';
import { extname } from 'node:path';

/** Codings that the build leaves beside a file, the smaller one first, and how their files end. */
export const CODINGS = { br: '.br', gzip: '.gz' } as const;
export type Coding = keyof typeof CODINGS;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** A file as it goes over the wire. */
export interface ConsoleForm {
  coding: Coding | 'identity';
  body: Buffer;
  /** Of these bytes, and so the same at every replica that has the same build. */
  etag: string;
}

/** One file of the console, in each form in which the build made it. */
export class ConsoleFile {
  readonly contentType: string;
  private readonly plain: ConsoleForm;
  private readonly coded: readonly ConsoleForm[];

  constructor(name: string, plain: Buffer, coded: Partial<Record<Coding, Buffer>> = {}) {
    this.contentType = TYPES[extname(name)] ?? 'application/octet-stream';
    this.plain = formOf('identity', plain);
    this.coded = (Object.keys(CODINGS) as Coding[]).flatMap((coding) => {
      const body = coded[coding];
      return body ? [formOf(coding, body)] : [];
    });
  }

  /** The smallest form that a browser with this Accept-Encoding reads; as it is for whoever says nothing. */
  formFor(acceptEncoding: string | string[] | undefined): ConsoleForm {
    const accepted = acceptedCodings(String(acceptEncoding ?? ''));
    return this.coded.find(({ coding }) => accepted.has(coding)) ?? this.plain;
  }
}

/** Without `*`: whoever names no coding gets along without one. A weight of 0 is a refusal (RFC 9110, section 12.5.3). */
function acceptedCodings(header: string): ReadonlySet<string> {
  const wishes = header
    .toLowerCase()
    .split(',')
    .map((wish) => wish.split(';').map((part) => part.trim()));
  const accepted = wishes.filter(([, ...weight]) => !weight.some((part) => /^q=0(\.0*)?$/.test(part)));
  return new Set(accepted.map(([coding = '']) => coding));
}

/** Whether somebody who shows this If-None-Match has these bytes already (RFC 9110, section 13.1.2). */
export function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  // A proxy that has coded the body anew makes the tag a weak one.
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

function formOf(coding: ConsoleForm['coding'], body: Buffer): ConsoleForm {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return { coding, body, etag: `"${hash}"` };
}
