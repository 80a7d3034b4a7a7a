import { fnv1a, mixBits } from '../../../workspace/src/hashes/hash.ts';

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
  const hash = (name: string, repetition: number) => mixBits(fnv1a(`${seed} ${repetition} ${name}`));
  return {
    hash,
    next(name) {
      const repetition = counts.get(name) ?? 0;
      counts.set(name, repetition + 1);
      return hash(name, repetition) / 2 ** 32;
    },
  };
}
