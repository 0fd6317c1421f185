import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const CONFIGURATION = [
  'package.json',
  'tsconfig.json',
  'apps/console/tsconfig.json',
  'eslint.config.js',
  '.dependency-cruiser.cjs',
];

/** An empty workspace under this repository's rules, for files that break them on purpose. */
export class WorkspaceCopy {
  private constructor(readonly root: string) {}

  static async create(files: Readonly<Record<string, string>>): Promise<WorkspaceCopy> {
    const copy = new WorkspaceCopy(await mkdtemp(join(tmpdir(), 'witness-rules-')));
    for (const name of CONFIGURATION) {
      await mkdir(dirname(join(copy.root, name)), { recursive: true });
      await copyFile(name, join(copy.root, name));
    }
    await symlink(resolve('node_modules'), join(copy.root, 'node_modules'));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(copy.root, path)), { recursive: true });
      await writeFile(join(copy.root, path), text);
    }
    return copy;
  }

  /** What a tool of the repository prints about the copy, as JSON. Complaints are no failure of the tool. */
  run(tool: string, ...args: string[]): Promise<unknown> {
    const options = { cwd: this.root, maxBuffer: 64 * 1024 * 1024 };
    return new Promise((done, fail) => {
      execFile(process.execPath, [join('node_modules', tool), ...args], options, (error, stdout, stderr) => {
        try {
          done(JSON.parse(stdout));
        } catch {
          fail(new Error(`${tool} printed no JSON: ${stderr || error?.message}`));
        }
      });
    });
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }
}
