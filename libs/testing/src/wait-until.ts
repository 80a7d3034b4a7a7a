/**
 * Waits until `look` finds something, for what happens a moment after the request that caused it.
 *
 * The limit is there for what never happens: it says nothing about speed, and a small machine that does several things at
 * once must not come near it.
 *
 * @param look  returns undefined, or throws, while it is not there yet
 * @throws what `look` threw last, or an Error, once the time is up
 */
export async function waitUntil<T>(
  look: () => Promise<T | undefined>,
  timeoutMilliseconds = 60_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMilliseconds;
  for (;;) {
    let reason: unknown = new Error(`Still not there after ${timeoutMilliseconds} ms`);
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      reason = error;
    }
    if (Date.now() > deadline) throw reason;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
