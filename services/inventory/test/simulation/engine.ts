/** The request had no effect: it conflicts with a transaction, or its partition has no capacity left. */
export class Rejected extends Error {
  override readonly name = 'Rejected';
}

/** When the requests of the in-memory repositories take effect. */
export interface Engine {
  /** @param bytes  the size of the item after the write */
  write<T>(key: string, apply: () => T, bytes: () => number): Promise<T>;
  transaction<T>(keys: readonly string[], apply: () => T, bytes: (key: string) => number): Promise<T>;
  read<T>(apply: () => T): Promise<T>;
  pause(milliseconds: number): Promise<void>;
}

/** Every request takes effect at once, so that none conflicts with another. */
export const immediateEngine: Engine = {
  write: async (_, apply) => apply(),
  transaction: async (_, apply) => apply(),
  read: async (apply) => apply(),
  pause: async () => {},
};
