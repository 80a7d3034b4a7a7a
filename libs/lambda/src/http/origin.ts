import { randomBytes } from 'node:crypto';
import { newId } from '#libs/models';

/** What all tries of one request have in common, so that what it makes is made once. */
export interface Origin {
  /** When it was first tried. */
  readonly at: Date;
  /** @returns the same id in each try; another for another prefix */
  newId(prefix: string): string;
}

/** An origin as it is kept between tries. */
export interface StoredOrigin {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What is random in its ids, in base64. */
  readonly seed: string;
}

// As many as an id has room for.
const SEED_BYTES = 26;

/** @returns the origin of a request that was not tried before */
export const newOrigin = (at: number = Date.now()): StoredOrigin => ({
  at,
  seed: randomBytes(SEED_BYTES).toString('base64'),
});

export const toOrigin = ({ at, seed }: StoredOrigin): Origin => ({
  at: new Date(at),
  newId: (prefix) => newId(prefix, at, Buffer.from(seed, 'base64')),
});
