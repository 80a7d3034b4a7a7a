/**
 * Runs actions of the same key one after another. Reading a queue hides its messages, so a second reader at the same time would
 * find none.
 */
export function createOneAtATime() {
  const latest = new Map<string, Promise<unknown>>();
  return <Result>(key: string, action: () => Promise<Result>): Promise<Result> => {
    const next = (latest.get(key) ?? Promise.resolve()).then(action, action);
    latest.set(key, next);
    return next;
  };
}

/** For the queues of this page, by URL. */
export const oneAtATime = createOneAtATime();
