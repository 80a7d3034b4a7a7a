import { fnv1a, mixBits } from '../../../workspace/src/hashes/hash.ts';

/**
 * Every decision of a history. A decision has a name, and depends only on the seed, the name and how often the name was used
 * before: when a history is shrunk, what remains decides as it did.
 */
export interface Choices {
  /** @returns 0 to less than 1 */
  number(name: string): number;
  chance(name: string, probability: number): boolean;
  /** @returns an integer from 0 to less than `limit` */
  below(name: string, limit: number): number;
  between(name: string, from: number, to: number): number;
  pick<T>(name: string, items: readonly T[]): T;
  bytes(name: string, size: number): Uint8Array;
}

export function seededChoices(seed: number): Choices {
  const basis = 0x811c9dc5 ^ Math.imul(seed, 0x85ebca6b);
  const uses = new Map<string, number>();
  const bits = (name: string): number => {
    const count = uses.get(name) ?? 0;
    uses.set(name, count + 1);
    return mixBits(fnv1a(name, basis) ^ Math.imul(count + 1, 0x9e3779b1));
  };
  const number = (name: string): number => bits(name) / 2 ** 32;
  return {
    number,
    chance: (name, probability) => number(name) < probability,
    below: (name, limit) => Math.floor(number(name) * limit),
    between: (name, from, to) => from + number(name) * (to - from),
    pick: (name, items) => items[Math.floor(number(name) * items.length)]!,
    bytes(name, size) {
      let state = bits(name);
      return Uint8Array.from({ length: size }, () => (state = mixBits(state + 0x6d2b79f5)) & 0xff);
    },
  };
}
