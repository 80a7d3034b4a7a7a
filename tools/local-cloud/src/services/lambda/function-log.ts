import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createLogTail } from './log-tail.ts';

/** A log line of a function, for the terminal. */
export interface FunctionLogLine {
  readonly functionName: string;
  readonly line: string;
}

export interface FunctionLog {
  /** Adds output of the function. Complete lines are written to the file and the terminal. */
  output(text: string): void;
  /** Adds a START, END or REPORT line of Lambda, which is written to the file only. */
  platform(line: string): void;
  /** Adds a line of Lambda about a failed environment, which is written to the file and the terminal. */
  failure(line: string): void;
  /** The last 4 KB since `beginTail`, for `X-Amz-Log-Type: Tail`. */
  tail(): string;
  beginTail(): void;
  close(): void;
}

/**
 * Lines wait this long for others. Each write would otherwise interrupt the main thread, which serves all requests. A
 * synchronous write of a few lines costs less than waking a thread for it.
 */
const WRITE_DELAY_MILLIS = 25;
// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html, LogType
const TAIL_BYTES = 4096;

/** Writes the log of a function to `FOLDER/FUNCTION.log`, opened on the first line. */
export function createFunctionLog({
  functionName,
  folder,
  onLine,
}: {
  functionName: string;
  folder: string;
  onLine: (line: FunctionLogLine) => void;
}): FunctionLog {
  let file: number | undefined;
  let unfinished = '';
  let unwritten: string[] = [];
  const tail = createLogTail(TAIL_BYTES);

  function write(line: string): void {
    if (unwritten.push(line) === 1) setTimeout(flush, WRITE_DELAY_MILLIS);
    tail.add(line);
  }

  function flush(): void {
    if (unwritten.length === 0) return;
    if (file === undefined) {
      mkdirSync(folder, { recursive: true });
      file = openSync(join(folder, `${functionName}.log`), 'a');
    }
    writeSync(file, `${unwritten.join('\n')}\n`);
    unwritten = [];
  }

  function show(line: string): void {
    write(line);
    onLine({ functionName, line });
  }

  return {
    output(text) {
      const lines = (unfinished + text).split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines) show(line);
    },
    platform: write,
    failure: show,
    tail: tail.text,
    beginTail: tail.clear,
    close() {
      if (unfinished) write(unfinished);
      flush();
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}
