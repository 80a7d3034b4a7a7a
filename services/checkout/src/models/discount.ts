import { AppError } from '#libs/errors';
import { IsoDateTime, Money, percentage } from '#libs/models';
import { createHash } from 'node:crypto';
import { Type, type Static } from 'typebox';

/** As buyers type it: the case does not matter, and it is kept in capitals. */
export const DiscountCode = Type.String({ pattern: '^[A-Za-z0-9_-]{3,32}$' });

const Share = Type.Object(
  { basisPoints: Type.Integer({ minimum: 1, maximum: 10_000 }) },
  { additionalProperties: false },
);

/** What a code gives and when; staff write it. */
export const DiscountTerms = Type.Object(
  {
    /** A share in hundredths of a percent, or an amount. */
    reduction: Type.Union([Share, Money]),
    validFrom: Type.Optional(IsoDateTime),
    validUntil: Type.Optional(IsoDateTime),
    maxRedemptions: Type.Optional(Type.Integer({ minimum: 1 })),
    oncePerCustomer: Type.Optional(Type.Boolean()),
    minimumSubtotal: Type.Optional(Money),
  },
  { additionalProperties: false },
);
export type DiscountTerms = Static<typeof DiscountTerms>;

export const NewDiscount = Type.Interface(
  [DiscountTerms],
  { code: DiscountCode },
  { additionalProperties: false },
);
export type NewDiscount = Static<typeof NewDiscount>;

/** A discount as staff see it. */
export const DiscountView = Type.Interface([DiscountTerms], {
  code: DiscountCode,
  redemptions: Type.Integer(),
});
export type DiscountView = Static<typeof DiscountView>;

export interface Discount {
  readonly code: string;
  readonly terms: DiscountTerms;
  /** Purchases under way and made. */
  readonly redemptions: number;
  readonly version: number;
}

export const discountView = ({ code, terms: given, redemptions }: Discount): DiscountView => ({
  code,
  ...given,
  redemptions,
});

export const canonicalCode = (code: string): string => code.toUpperCase();

/** What a purchase takes of a discount, and gives back when it fails. */
export interface Redemption {
  readonly code: string;
  /** Marks of the buyer, where a code is good for one purchase of each. */
  readonly uses: readonly string[];
}

interface Buyer {
  readonly customerId?: string | undefined;
  readonly email?: string | undefined;
}

/** A buyer is known by account and by e-mail address; of the latter only a digest is kept. */
export function usesOf(code: string, { customerId, email }: Buyer): string[] {
  const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
  return [
    ...(customerId === undefined ? [] : [`${code}#customer#${customerId}`]),
    ...(email === undefined ? [] : [`${code}#email#${digest(email.toLowerCase())}`]),
  ];
}

export const redemptionOf = ({ code, terms: { oncePerCustomer } }: Discount, buyer: Buyer): Redemption => ({
  code,
  uses: oncePerCustomer ? usesOf(code, buyer) : [],
});

interface Purchase {
  readonly subtotal: number;
  readonly currency: string;
  readonly now: Date;
  /** Whether this buyer used the code before. */
  readonly isUsedByBuyer: boolean;
}

/** Why a discount does not apply to a purchase, in words for the buyer; undefined where it does. */
export function obstacleTo(discount: Discount, purchase: Purchase): string | undefined {
  const { reduction, validFrom, validUntil, maxRedemptions, oncePerCustomer, minimumSubtotal } =
    discount.terms;
  const { subtotal, currency, now, isUsedByBuyer } = purchase;
  if (validFrom !== undefined && now < new Date(validFrom)) return 'is not valid yet';
  if (validUntil !== undefined && now >= new Date(validUntil)) return 'is no longer valid';
  if (maxRedemptions !== undefined && discount.redemptions >= maxRedemptions) return 'is used up';
  if (oncePerCustomer && isUsedByBuyer) return 'was used before, and is good for one purchase only';
  if ('currency' in reduction && reduction.currency !== currency) return `is not good for ${currency}`;
  if (minimumSubtotal === undefined) return undefined;
  if (minimumSubtotal.currency !== currency) return `is not good for ${currency}`;
  return subtotal < minimumSubtotal.amount
    ? `needs a subtotal of at least ${minimumSubtotal.amount} ${currency} in minor units`
    : undefined;
}

/** What a discount takes off, in minor units; a share is one of the whole subtotal, whatever else applies. */
export const reductionOf = ({ reduction }: DiscountTerms, subtotal: number): number =>
  'basisPoints' in reduction ? percentage(subtotal, reduction.basisPoints) : reduction.amount;

/** @throws AppError unprocessable `discount.period-empty` when a discount would end before it begins */
export function requirePeriod({ validFrom, validUntil }: DiscountTerms): void {
  const isEmpty =
    validFrom !== undefined && validUntil !== undefined && new Date(validFrom) >= new Date(validUntil);
  if (!isEmpty) return;
  throw new AppError('unprocessable', 'discount.period-empty', {
    detail: 'Let validUntil be later than validFrom.',
    fields: [{ field: '/body/validUntil', message: 'is not later than validFrom' }],
  });
}
