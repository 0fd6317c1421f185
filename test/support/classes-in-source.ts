import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Every exported class of libs and the recorder that directly extends one of `bases`, loaded. */
export async function classesExtending(...bases: string[]): Promise<(new (...args: never[]) => object)[]> {
  const declares = new RegExp(`^export class (\\w+) extends (?:${bases.join('|')})\\b`, 'gm');
  const files = ['libs', 'apps/recorder'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.(spec|fixture)\.ts$/.test(file))
      .map((file) => resolve(folder, file)),
  );
  const found = await Promise.all(
    files.map(async (file) => {
      const names = [...readFileSync(file, 'utf8').matchAll(declares)].map(([, name]) => name!);
      if (names.length === 0) return [];
      const module = (await import(file)) as Record<string, new () => object>;
      return names.map((name) => module[name]!);
    }),
  );
  return found.flat();
}
