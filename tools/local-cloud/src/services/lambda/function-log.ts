import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

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
  let tail = Buffer.alloc(0);

  function write(line: string): void {
    if (!file) {
      mkdirSync(folder, { recursive: true });
      file = createWriteStream(join(folder, `${functionName}.log`), { flags: 'a' });
    }
    file.write(`${line}\n`);
    tail = Buffer.concat([tail, Buffer.from(`${line}\n`)]).subarray(-TAIL_BYTES);
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
    tail: () => tail.toString('utf8'),
    beginTail() {
      tail = Buffer.alloc(0);
    },
    async close() {
      if (unfinished) write(unfinished);
      if (file) await new Promise<void>((resolve) => file!.end(resolve));
    },
  };
}
