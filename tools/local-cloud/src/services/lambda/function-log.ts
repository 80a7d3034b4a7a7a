import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
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
  close(): Promise<void>;
}

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
  let file: WriteStream | undefined;
  let unfinished = '';
  let unwritten: string[] = [];
  const tail = createLogTail(TAIL_BYTES);

  /** The lines of one turn of the event loop are one write. */
  function write(line: string): void {
    if (unwritten.push(line) === 1) setImmediate(flush);
    tail.add(line);
  }

  function flush(): void {
    if (unwritten.length === 0) return;
    if (!file) {
      mkdirSync(folder, { recursive: true });
      file = createWriteStream(join(folder, `${functionName}.log`), { flags: 'a' });
    }
    file.write(`${unwritten.join('\n')}\n`);
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
    async close() {
      if (unfinished) write(unfinished);
      flush();
      if (file) await new Promise<void>((resolve) => file!.end(resolve));
    },
  };
}
