import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OpenRoute } from '@app/identity';
import { Config } from '@app/platform';
import { ConsoleFiles } from './console-files.js';
import { type ConsoleFile, isKnown } from './console-file.js';
import { consoleHeaders } from './console-headers.js';
import { ConsoleNotBuilt, NoSuchConsoleFile } from './console.errors.js';
import { signInAuthority } from './sign-in-authority.js';

const ROOT = '/console/';
/** As the console names its pages: a word, and then ids, which may have dots in them. None of it leads out of a folder. */
const PAGE = /^(?!assets(?:\/|$))[\w~-]+(?:\/[\w~-][\w.~-]*)*\/?$/;
/** Two ids and a word are far less. */
const MOST_CHARACTERS = 256;
/** Vite puts a hash of the content into the name, so that another content has another name. */
const NEVER_CHANGES = 'public, max-age=31536000, immutable';

/** The web console: its files, and what it must know before anybody has signed in. The data it shows is the admin API's. */
@Controller('console')
@OpenRoute('the files of the console are the same for everybody, and hold no data and no secrets')
export class ConsoleController {
  private readonly headersOf;
  private readonly settings;

  constructor(
    private readonly files: ConsoleFiles,
    config: Config,
  ) {
    const { clientId, scope, loginOrigin } = config.console;
    this.headersOf = consoleHeaders(config);
    const homeTenantId = config.entra.tenantId;
    this.settings = { clientId, authority: signInAuthority(config), homeTenantId, scope, loginOrigin };
  }

  @Get()
  async enter(@Res() reply: FastifyReply): Promise<void> {
    await reply.headers(this.headersOf('')).redirect(ROOT, 308);
  }

  /** Also without a console: whoever develops one has Vite serve its files, and asks a recorder for this. */
  @Get('config.json')
  @Header('cache-control', 'no-store')
  async config(@Res() reply: FastifyReply): Promise<void> {
    await reply.headers(this.headersOf('config.json')).send(this.settings);
  }

  @Get('*')
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const name = nameIn(request.url);
    // While recorders are replaced one by one, one may not have a file yet that another has.
    reply.headers(this.headersOf(name)).header('cache-control', 'no-store');
    if (!this.files.areBuilt) throw new ConsoleNotBuilt();
    const file = this.files.find(name) ?? this.pageAt(name, request.headers.accept);
    if (!file) throw new NoSuchConsoleFile();

    const { coding, body, etag } = file.formFor(request.headers['accept-encoding']);
    reply.headers({
      'cache-control': name.startsWith('assets/') ? NEVER_CHANGES : 'no-cache',
      vary: 'accept-encoding',
      etag,
    });
    if (isKnown(etag, request.headers['if-none-match'])) {
      await reply.status(304).send();
      return;
    }
    if (coding !== 'identity') reply.header('content-encoding', coding);
    await reply.header('content-type', file.contentType).send(body);
  }

  /** Pages are drawn by the browser: whichever it opens first, it gets the same document. */
  private pageAt(name: string, accept = ''): ConsoleFile | undefined {
    const isPage = name.length <= MOST_CHARACTERS && PAGE.test(name) && accept.includes('text/html');
    return isPage || name === '' ? this.files.find('index.html') : undefined;
  }
}

/** As it was sent: no file or page of ours has a name that must be escaped, so what was escaped names none. */
function nameIn(url: string): string {
  const [path = ''] = url.split('?');
  return path.startsWith(ROOT) ? path.slice(ROOT.length) : '%';
}
