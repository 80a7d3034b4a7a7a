import { randomFillSync } from 'node:crypto';

// A call of the system's generator takes microseconds for any size up to this.
const POOL_BYTES = 4096;

const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;

/**
 * Returns random bytes for an id, which are part of no earlier result. They are generated for many ids at a time and deleted
 * from the pool when they are returned, like those of Node's `randomUUID`. The pool is filled at the first call, never while
 * a function is initialized.
 *
 * @param size  at most 4,096
 */
export function pooledRandomBytes(size: number): Uint8Array {
  if (used + size > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Uint8Array.prototype.slice.call(pool, used, used + size);
  pool.fill(0, used, used + size);
  used += size;
  return bytes;
}
