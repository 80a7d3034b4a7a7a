import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

/** One line that a function wrote, for the terminal. */
export interface FunctionLogLine {
  readonly functionName: string;
  readonly line: string;
}

export interface FunctionLog {
  /** Text as the function wrote it: whole lines reach the file and the terminal, the rest waits for its end. */
  output(text: string): void;
  /** Lambda's own START, END and REPORT lines: only in the file. */
  platform(line: string): void;
  /** The last 4 KB since `beginTail`, what `X-Amz-Log-Type: Tail` asks for. */
  tail(): string;
  beginTail(): void;
  close(): Promise<void>;
}

// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html, LogType
const TAIL_BYTES = 4096;

/** Writes the log of one function to `FOLDER/FUNCTION.log`; the file is opened with the first line. */
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

  return {
    output(text) {
      const lines = (unfinished + text).split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines) {
        write(line);
        onLine({ functionName, line });
      }
    },
    platform: write,
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
