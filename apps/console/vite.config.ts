import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where `npm start` runs the first recorder. */
const RECORDER = 'http://127.0.0.1:3978';
/** The other kinds are compressed as they are. */
const WORTH_IT = /\.(css|html|js|svg)$/;

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/** Puts each file compressed beside itself, so that no recorder spends time on it. */
const compressedBeside: Plugin = {
  name: 'compressed-beside',
  apply: 'build',
  async writeBundle({ dir = '.' }, bundle) {
    const files = Object.keys(bundle).filter((file) => WORTH_IT.test(file));
    await Promise.all(files.map((file) => compress(join(dir, file))));
  },
};

async function compress(file: string): Promise<void> {
  const plain = await readFile(file);
  await writeFile(`${file}.br`, await brotli(plain));
  await writeFile(`${file}.gz`, await zip(plain, { level: 9 }));
}

/** The console, built into `dist/console/`, from where every recorder serves it (docs/adr/0031). */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  resolve: { tsconfigPaths: true },
  plugins: [react(), compressedBeside],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: 'es2023',
    // Recorders let no script run that stands in the page, nor a font or a picture that is not a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Every recorder keeps the console in memory, and whoever looks for a fault has Vite serve the sources.
    sourcemap: false,
    rolldownOptions: {
      input: ['index.html', 'redirect.html'].map((page) => join(import.meta.dirname, page)),
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    proxy: { '/admin': RECORDER, '/console/config.json': RECORDER },
  },
});
