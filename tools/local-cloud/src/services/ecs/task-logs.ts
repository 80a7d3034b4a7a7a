import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Keeps what tasks write in files beside those of functions, one for each family: `npx nx logs` reads both.
 *
 * @returns takes one line of the container `FAMILY/CONTAINER`. It is on disk at once, for a task's last words come
 *   when all else has ended.
 */
export function taskLogs(stateFolder: string): (container: string, line: string) => void {
  const folder = join(stateFolder, 'logs');
  mkdirSync(folder, { recursive: true });
  return (container, line) => appendFileSync(join(folder, `${container.split('/', 1)[0]}.log`), `${line}\n`);
}
