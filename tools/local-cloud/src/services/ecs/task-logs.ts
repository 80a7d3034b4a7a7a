import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the awslogs log driver of a container writes. */
export interface TaskLogTarget {
  readonly logGroup?: string | undefined;
  /** `PREFIX/CONTAINER/TASK-ID` */
  readonly stream?: string;
  readonly taskId?: string;
}

/**
 * Writes the log lines of tasks to one file per family, next to the log files of functions; `npm run -s logs` reads both.
 *
 * @returns a function that appends a line of the container `FAMILY/CONTAINER` synchronously, because the last lines
 *   of a task arrive during shutdown
 */
export function taskLogs(stateFolder: string): (container: string, line: string) => void {
  const folder = join(stateFolder, 'logs');
  mkdirSync(folder, { recursive: true });
  return (container, line) => appendFileSync(join(folder, `${container.split('/', 1)[0]}.log`), `${line}\n`);
}
