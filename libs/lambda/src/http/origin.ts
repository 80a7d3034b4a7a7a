import { newId } from '#libs/models';
import { surroundings } from '#libs/surroundings';

/** The time and ids that all attempts of one request share, so that they create the same records. */
export interface Origin {
  /** The time of the first attempt. */
  readonly at: Date;
  /** @returns the same id in each attempt, and a different id for each prefix */
  newId(prefix: string): string;
}

/** An origin as it is stored between attempts. */
export interface StoredOrigin {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The random bytes of its ids, in base64. */
  readonly seed: string;
}

// The number of random characters in an id.
const SEED_BYTES = 26;

/** Creates the origin of a request without repetitions: its ids need no seed. @param at  milliseconds since 1970 */
export const singleOrigin = (at: number = Date.now()): Origin => {
  let origin: Origin | undefined;
  return {
    at: new Date(at),
    newId: (prefix) => (origin ??= toOrigin(newOrigin(at))).newId(prefix),
  };
};

/** Creates the origin of a new request. @param at  milliseconds since 1970 */
export const newOrigin = (at: number = Date.now()): StoredOrigin => ({
  at,
  seed: Buffer.from(surroundings().randomBytes(SEED_BYTES)).toString('base64'),
});

/** Restores the origin of a stored one. */
export const toOrigin = ({ at, seed }: StoredOrigin): Origin => ({
  at: new Date(at),
  newId: (prefix) => newId(prefix, at, Buffer.from(seed, 'base64')),
});
