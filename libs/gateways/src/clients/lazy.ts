/** Creates a thing at first use and keeps it: one client for each execution environment, whose connections stay open. */
export function lazy<T>(create: () => T): () => T {
  let created: T | undefined;
  return () => (created ??= create());
}
