/** What the client uses of its environment. */
export interface Runtime {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A number from 0 to 1, exclusive. */
  readonly random: () => number;
  /** Rejects with the reason of the signal when it is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly randomId: () => string;
}

/** Node and browsers. */
export const platformRuntime: Runtime = {
  // Called as a method of another object, the `fetch` of browsers throws.
  fetch: (...request) => globalThis.fetch(...request),
  now: () => Date.now(),
  random: () => Math.random(),
  sleep,
  randomId: () => crypto.randomUUID(),
};

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', abort, { once: true });
  });
}
