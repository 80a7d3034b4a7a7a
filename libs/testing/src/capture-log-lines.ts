/** A line of the log, as docs/logs.md describes it. */
export type LoggedLine = Readonly<Record<string, unknown>>;

/**
 * Does some work, and gathers the lines that it logs. The level is read when the logging library is first imported:
 * a test sets POWERTOOLS_LOG_LEVEL and then imports what it tests.
 *
 * @param work  what it throws is no matter here
 */
export async function captureLogLines(work: () => Promise<unknown>): Promise<LoggedLine[]> {
  const written: string[] = [];
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  for (const { stream } of streams)
    stream.write = (chunk: string | Uint8Array) => written.push(String(chunk)) > 0;
  try {
    await work();
  } catch {
    // Its lines tell of it.
  } finally {
    for (const { stream, write } of streams) stream.write = write;
  }
  return written
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('{"timestamp"'))
    .map((line) => JSON.parse(line) as LoggedLine);
}
