import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The commit that is checked out, with `-dirty` behind it when files differ from it; null where there is no git. */
export async function commitOfSources(): Promise<string | null> {
  const options = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
  return promisify(execFile)('git', options).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}
