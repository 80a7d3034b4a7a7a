import { AppError } from '#libs/errors';
import type { RateLimit } from '#libs/gateways';

/** The limits of wrong discount codes. */
export interface CodeLimits {
  readonly session: RateLimit;
  readonly caller: RateLimit;
}

interface LimitedCodes {
  /** How many codes the request sends that the session does not have yet. */
  readonly count: number;
  /** Each limit with its subject. */
  readonly limits: readonly (readonly [RateLimit, subject: string])[];
}

/**
 * Quotes a basket with codes that may be wrong. All codes count before they are looked up, so that concurrent guesses cannot
 * exceed the limit; those that were not wrong are given back.
 *
 * @throws AppError throttled `discount.too-many-attempts`, also for a right code
 */
export async function limitCodes<T>({ count, limits }: LimitedCodes, quote: () => Promise<T>): Promise<T> {
  if (count === 0) return quote();
  for (const [limit, subject] of limits) await limit.use(subject, count);
  const giveBack = async (unused: number) => {
    if (unused > 0) await Promise.all(limits.map(([limit, subject]) => limit.giveBack(subject, unused)));
  };
  try {
    const quotation = await quote();
    await giveBack(count);
    return quotation;
  } catch (error) {
    await giveBack(count - countWrong(error));
    throw error;
  }
}

const countWrong = (error: unknown): number =>
  error instanceof AppError && error.code === 'checkout.discount-not-applicable'
    ? (error.fields?.length ?? 0)
    : 0;
