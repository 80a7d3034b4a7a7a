/**
 * Polls `find` until it returns a value or true, to wait for asynchronous effects of a request. The default timeout is
 * generous, so that tests also pass on a small, busy machine.
 *
 * @param find  returns undefined or false, or throws, as long as there is no result
 * @returns the value
 * @throws the last error of `find`, or an Error, after the timeout
 */
export async function waitUntil<T>(
  find: () => T | Promise<T>,
  timeoutMilliseconds = 60_000,
): Promise<Exclude<T, undefined | false>> {
  const deadline = Date.now() + timeoutMilliseconds;
  for (;;) {
    let reason: unknown = new Error(`No result after ${timeoutMilliseconds} ms.`);
    try {
      const found = await find();
      if (found !== undefined && found !== false) return found as Exclude<T, undefined | false>;
    } catch (error) {
      reason = error;
    }
    if (Date.now() > deadline) throw reason;
    // oxlint-disable-next-line no-restricted-globals -- the pause between two looks at a condition
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}

const POLL_MILLISECONDS = 50;
