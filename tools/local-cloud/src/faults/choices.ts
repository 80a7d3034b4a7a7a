/**
 * Random numbers that depend on the seed and on what is chosen, not on when: concurrent work of another run may choose in
 * another order, and each choice stays the same.
 */
export interface Choices {
  /** @returns a number from 0 to 1 for the next choice with this name */
  next(name: string): number;
  /** @returns a whole number of 32 bits for the choice with this name and number */
  hash(name: string, repetition: number): number;
}

/** Creates the choices of a seed. */
export function createChoices(seed: number): Choices {
  const counts = new Map<string, number>();
  const hash = (name: string, repetition: number) => toHash(`${seed} ${repetition} ${name}`);
  return {
    hash,
    next(name) {
      const repetition = counts.get(name) ?? 0;
      counts.set(name, repetition + 1);
      return hash(name, repetition) / 2 ** 32;
    },
  };
}

/**
 * FNV-1a with the finalizer of MurmurHash3, so that similar texts have unrelated hashes:
 * https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */
function toHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
