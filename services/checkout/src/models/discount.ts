import { codeSchema, Count, Instant, Money, requirePeriod, shareRoundedHalfUp } from '#libs/models';
import { createHash } from 'node:crypto';
import { Type, type Static } from 'typebox';

// A counter in the record of the discount; more redemptions than this are no limit.
const MAX_REDEMPTIONS = 1_000_000_000;

/** Case-insensitive; stored in upper case. */
export const DiscountCode = codeSchema('^[A-Za-z0-9_-]{3,32}$', { title: 'DiscountCode' });

const Percentage = Type.Object(
  { basisPoints: Type.Integer({ minimum: 1, maximum: 10_000 }) },
  { additionalProperties: false },
);

/** What a discount code is worth, and its conditions. Staff set them. */
export const DiscountTerms = Type.Object(
  {
    /** A percentage in basis points (hundredths of a percent), or an amount. */
    reduction: Type.Union([Percentage, Money]),
    validFrom: Type.Optional(Instant),
    validUntil: Type.Optional(Instant),
    maxRedemptions: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_REDEMPTIONS })),
    oncePerCustomer: Type.Optional(Type.Boolean()),
    minimumSubtotal: Type.Optional(Money),
  },
  { title: 'DiscountTerms', additionalProperties: false },
);
export type DiscountTerms = Static<typeof DiscountTerms>;

export const NewDiscount = Type.Interface(
  [DiscountTerms],
  { code: DiscountCode },
  { title: 'NewDiscount', additionalProperties: false },
);
export type NewDiscount = Static<typeof NewDiscount>;

/** A discount in the staff API. */
export const DiscountView = Type.Interface(
  [DiscountTerms],
  {
    code: DiscountCode,
    redemptions: Count,
  },
  { title: 'Discount' },
);
export type DiscountView = Static<typeof DiscountView>;

export interface Discount {
  readonly code: string;
  readonly terms: DiscountTerms;
  /** Orders in progress and confirmed orders. */
  readonly redemptions: number;
  readonly version: number;
}

export const toDiscountView = ({ code, terms, redemptions }: Discount): DiscountView => ({
  code,
  ...terms,
  redemptions,
});

export const canonicalCode = (code: string): string => code.toUpperCase();

/** The use of a discount by an order; returned when the order fails or is canceled. */
export interface Redemption {
  readonly code: string;
  /** Use ids of the customer, for a code that each customer can use once. */
  readonly uses: readonly string[];
}

interface Customer {
  readonly customerId?: string | undefined;
  readonly email?: string | undefined;
}

/** Ids that identify a customer by account and by email address. The address is stored as a digest only. */
export function toUseIds(code: string, { customerId, email }: Customer): string[] {
  const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
  return [
    ...(customerId === undefined ? [] : [`${code}#customer#${customerId}`]),
    ...(email === undefined ? [] : [`${code}#email#${digest(email.toLowerCase())}`]),
  ];
}

export const toRedemption = (
  { code, terms: { oncePerCustomer } }: Discount,
  customer: Customer,
): Redemption => ({
  code,
  uses: oncePerCustomer ? toUseIds(code, customer) : [],
});

interface Purchase {
  readonly subtotal: number;
  readonly currency: string;
  readonly now: Date;
  /** Whether this customer has used the code before. */
  readonly isAlreadyUsed: boolean;
}

/** Why a discount does not apply to a purchase, as a field error; undefined when it applies. */
export function rejectionReason(discount: Discount, purchase: Purchase): string | undefined {
  const { reduction, validFrom, validUntil, maxRedemptions, oncePerCustomer, minimumSubtotal } =
    discount.terms;
  const { subtotal, currency, now, isAlreadyUsed } = purchase;
  if (validFrom !== undefined && now < new Date(validFrom)) return 'is not valid yet';
  if (validUntil !== undefined && now >= new Date(validUntil)) return 'is no longer valid';
  if (maxRedemptions !== undefined && discount.redemptions >= maxRedemptions)
    return 'has no redemptions left';
  if (oncePerCustomer && isAlreadyUsed) return 'was already used, and each customer can use it once';
  if ('currency' in reduction && reduction.currency !== currency) return `does not apply to ${currency}`;
  if (minimumSubtotal === undefined) return undefined;
  if (minimumSubtotal.currency !== currency) return `does not apply to ${currency}`;
  return subtotal < minimumSubtotal.amount
    ? `requires a subtotal of at least ${minimumSubtotal.amount} ${currency} in minor units`
    : undefined;
}

/** The reduction in minor units. A percentage is always of the whole subtotal, rounded half up, also when several discounts apply. */
export const toReductionAmount = ({ reduction }: DiscountTerms, subtotal: number): number =>
  'basisPoints' in reduction ? shareRoundedHalfUp(subtotal, reduction.basisPoints) : reduction.amount;

/** @throws AppError invalid `period.empty` when a discount ends before it begins */
export const requireValidity = ({ validFrom, validUntil }: DiscountTerms): void =>
  requirePeriod({ field: '/body/validFrom', at: validFrom }, { field: '/body/validUntil', at: validUntil });
