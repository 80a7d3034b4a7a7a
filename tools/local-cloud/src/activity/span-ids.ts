import { randomBytes } from 'node:crypto';

/** Creates ids of 16 hexadecimal digits: random digits of this process, then a counter, which is cheaper than random digits each time. */
export function createSpanIds(): () => string {
  const prefix = randomBytes(4).toString('hex');
  let count = 0;
  return () => prefix + (count++ >>> 0).toString(16).padStart(8, '0');
}
