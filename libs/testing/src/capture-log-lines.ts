/** A log line, as docs/logs.md describes it. */
export type LoggedLine = Readonly<Record<string, unknown>>;

/**
 * Runs `work` and captures the lines that it logs. The logging library reads POWERTOOLS_LOG_LEVEL when it is first
 * imported: set the variable, then import the module under test.
 *
 * @param work  its errors are ignored
 */
export async function captureLogLines(work: () => Promise<unknown>): Promise<LoggedLine[]> {
  const written: string[] = [];
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  for (const { stream } of streams)
    stream.write = (chunk: string | Uint8Array) => written.push(String(chunk)) > 0;
  try {
    await work();
  } catch {
    // The log lines show the error.
  } finally {
    for (const { stream, write } of streams) stream.write = write;
  }
  return written
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('{"timestamp"'))
    .map((line) => JSON.parse(line) as LoggedLine);
}
