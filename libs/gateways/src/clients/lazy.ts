/** Creates a value at first use and reuses it, so that an execution environment shares one client and its connections. */
export function lazy<T>(create: () => T): () => T {
  let created: T | undefined;
  return () => (created ??= create());
}
