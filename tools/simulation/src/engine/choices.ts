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
  const uses = new Map<string, number>();
  const bits = (name: string): number => {
    const count = uses.get(name) ?? 0;
    uses.set(name, count + 1);
    return mix(hash(name, seed) ^ Math.imul(count + 1, 0x9e3779b1));
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
      return Uint8Array.from({ length: size }, () => (state = mix(state + 0x6d2b79f5)) & 0xff);
    },
  };
}

/** FNV-1a. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string, seed: number): number {
  let bits = 0x811c9dc5 ^ Math.imul(seed, 0x85ebca6b);
  for (let index = 0; index < text.length; index += 1)
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  return bits;
}

/** The finalizer of MurmurHash3. https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp */
function mix(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
