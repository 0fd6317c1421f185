import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

/** The package unpacks into TMPDIR; asked as if by that service, it brings along the libraries that a bare machine lacks. */
const UNPACK = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
const ASKS_FOR_LIBRARIES = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };

const run = promisify(execFile);

interface Package {
  devDependencies: Readonly<Record<string, string>>;
}

/**
 * A real Chromium without a window: that of the variable TEST_CHROMIUM, or else the one that `npm ci` has brought, which
 * is unpacked once per user and version.
 */
export async function launchChromium(): Promise<Browser> {
  const own = process.env.TEST_CHROMIUM;
  // Root may not use Chromium's sandbox, and tests run as root, too. They open no page but ours.
  const args = ['--no-sandbox'];
  if (own !== undefined) return chromium.launch({ executablePath: own, args });
  const directory = await unpacked();
  return chromium.launch({
    executablePath: join(directory, 'chromium'),
    args,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(directory, 'al2023/lib'),
      FONTCONFIG_PATH: join(directory, 'fonts'),
    },
  });
}

async function unpacked(): Promise<string> {
  const { devDependencies } = JSON.parse(await readFile('package.json', 'utf8')) as Package;
  const version = devDependencies['@sparticuz/chromium'];
  const directory = join(tmpdir(), `witness-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(directory)) return directory;
  // Beside it first: whoever looks meanwhile finds all of it or nothing.
  const fresh = await mkdtemp(join(tmpdir(), 'witness-chromium-'));
  const env = { ...process.env, ...ASKS_FOR_LIBRARIES, TMPDIR: fresh };
  await run(process.execPath, ['--input-type=module', '--eval', UNPACK], { env });
  // It looks for its fonts in /tmp, wherever they are.
  const fonts = join(fresh, 'fonts/fonts.conf');
  await writeFile(fonts, (await readFile(fonts, 'utf8')).replaceAll('/tmp/', `${directory}/`));
  await rename(fresh, directory).catch(async (error: unknown) => {
    if (!existsSync(directory)) throw error;
    await rm(fresh, { recursive: true });
  });
  return directory;
}
