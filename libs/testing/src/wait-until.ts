/**
 * Polls `find` until it returns a value, to wait for asynchronous effects of a request. The default timeout is generous,
 * so that tests also pass on a small, busy machine.
 *
 * @param find  returns undefined, or throws, as long as there is no result
 * @returns the value
 * @throws the last error of `find`, or an Error, after the timeout
 */
export async function waitUntil<T>(
  find: () => Promise<T | undefined>,
  timeoutMilliseconds = 60_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMilliseconds;
  for (;;) {
    let reason: unknown = new Error(`No result after ${timeoutMilliseconds} ms.`);
    try {
      const found = await find();
      if (found !== undefined) return found;
    } catch (error) {
      reason = error;
    }
    if (Date.now() > deadline) throw reason;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
