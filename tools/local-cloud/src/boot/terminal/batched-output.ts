/**
 * Writes the texts of one turn of the event loop at once: a write to a terminal or a pipe blocks the thread that serves all
 * requests. Texts that are left when the process exits are written then.
 */
export function batchedOutput(output: Pick<NodeJS.WriteStream, 'write'>): (text: string) => void {
  let unwritten = '';
  const flush = () => {
    if (unwritten === '') return;
    const text = unwritten;
    unwritten = '';
    output.write(text);
  };
  process.once('exit', flush);
  return (text) => {
    if (unwritten === '') setImmediate(flush);
    unwritten += text;
  };
}
