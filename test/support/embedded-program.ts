import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const BUILT = resolve('dist/libs/platform/src/database/embedded-postgres.js');

const PROGRAM = `
const { startEmbeddedPostgres } = await import(${JSON.stringify(BUILT)});
const server = await startEmbeddedPostgres({ dataDir: process.argv[1] });
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
setInterval(() => undefined, 1000);
console.log(server.url);
`;

export interface EmbeddedProgram {
  url: string;
  /** Ends it as told and waits until it is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Another program that uses the embedded server of `dataDir`, as `npm start` does; from `npm run build`. */
export async function embeddedProgram(
  dataDir: string,
  user: { uid?: number; gid?: number } = {},
): Promise<EmbeddedProgram> {
  if (!existsSync(BUILT)) throw new Error('Run `npm run build` first');
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, dataDir], {
    ...user,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    url: await firstLine(child),
    end: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  for await (const line of createInterface({ input: child.stdout! })) return line;
  throw new Error(`The program ended: ${complaints}`);
}
