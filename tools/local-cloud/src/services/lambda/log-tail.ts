/** The end of a log. */
export interface LogTail {
  add(line: string): void;
  /** The last bytes of the lines since `clear`. */
  text(): string;
  clear(): void;
}

/** Keeps as many lines as `bytes` need, and joins them only when they are read. */
export function createLogTail(bytes: number): LogTail {
  let lines: string[] = [];
  let length = 0;

  return {
    add(line) {
      lines.push(line);
      length += line.length + 1;
      // A character has at least one byte. Lines leave many at a time, so that adding one is cheap.
      if (length > 4 * bytes) trim();
    },
    text: () =>
      Buffer.from(lines.map((line) => `${line}\n`).join(''))
        .subarray(-bytes)
        .toString('utf8'),
    clear() {
      lines = [];
      length = 0;
    },
  };

  function trim(): void {
    let first = lines.length;
    for (length = 0; first > 0 && length < bytes;) length += lines[--first]!.length + 1;
    lines = lines.slice(first);
  }
}
