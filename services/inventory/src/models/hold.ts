import { surroundings } from '#libs/surroundings';

const RANDOM_CHARACTERS = 4;

/**
 * Units of one stock item that an attempt to reserve took for an order. The reservation of the order decides whether they
 * belong to it: it lists its holds. Holds that it does not list are returned.
 *
 * The id consists of the order and, in base 36, the second and four random characters. It is short because a stock item
 * that is larger than 1 KB costs another write unit. An id is sent in one request only, so that the same hold can never be
 * taken twice.
 */
export function newHoldId(orderId: string, now: Date): string {
  const random = Math.floor(surroundings().random() * 36 ** RANDOM_CHARACTERS)
    .toString(36)
    .padStart(RANDOM_CHARACTERS, '0');
  return `${orderId}.${Math.floor(now.getTime() / 1000).toString(36)}${random}`;
}

export const toOrderId = (holdId: string): string => holdId.split('.', 1)[0] ?? holdId;

/** The part of the id that is unique within an order. */
export const toHoldSuffix = (holdId: string): string => holdId.split('.')[1] ?? '';

export const toHoldId = (orderId: string, suffix: string): string => `${orderId}.${suffix}`;

/** @returns milliseconds since 1970, accurate to a second */
export const toHeldAt = (holdId: string): number =>
  Number.parseInt(toHoldSuffix(holdId).slice(0, -RANDOM_CHARACTERS), 36) * 1000;
