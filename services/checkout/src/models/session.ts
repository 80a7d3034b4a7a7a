import { ProductQuantity, SoldLineItem, Totals } from '#libs/contracts';
import { Address, Currency, CustomerId, idSchema, IsoDateTime } from '#libs/models';
import { Type, type Static } from 'typebox';
import type { Attempt } from './attempt.ts';
import { Failure } from './attempt.ts';
import { DiscountCode, type Redemption } from './discount.ts';
import { OfferedShipping, ShippingOptionId } from './shipping-option.ts';
import { statusAt, type SessionStatus } from './session-status.ts';

// What a reservation of stock takes at most, and with it the transaction behind it.
const MAX_LINES = 50;
// Enough for a shop that lets codes be combined; each costs the purchase up to three more writes.
const MAX_CODES = 5;

const LineItem = Type.Interface([ProductQuantity], {}, { additionalProperties: false });
const LineItems = Type.Array(LineItem, { minItems: 1, maxItems: MAX_LINES });
// The longest address that mail systems take. https://www.rfc-editor.org/errata/eid1690
const Email = Type.String({ format: 'email', maxLength: 254 });
const DiscountCodes = Type.Array(DiscountCode, { maxItems: MAX_CODES });

export const NewSession = Type.Object(
  {
    lineItems: LineItems,
    email: Type.Optional(Email),
    shippingAddress: Type.Optional(Address),
    shippingOption: Type.Optional(ShippingOptionId),
    discountCodes: Type.Optional(DiscountCodes),
  },
  { additionalProperties: false },
);
export type NewSession = Static<typeof NewSession>;

/** As of JSON Merge Patch, `null` takes a field away; an address or a list is replaced as a whole. */
export const SessionChanges = Type.Object(
  {
    lineItems: Type.Optional(LineItems),
    email: Type.Optional(Type.Union([Email, Type.Null()])),
    shippingAddress: Type.Optional(Type.Union([Address, Type.Null()])),
    shippingOption: Type.Optional(Type.Union([ShippingOptionId, Type.Null()])),
    discountCodes: Type.Optional(Type.Union([DiscountCodes, Type.Null()])),
  },
  { additionalProperties: false },
);
export type SessionChanges = Static<typeof SessionChanges>;

/** What a buyer wants: the input of every price. */
export interface Basket {
  readonly lineItems: readonly ProductQuantity[];
  readonly customerId?: string | undefined;
  readonly email?: string | undefined;
  readonly shippingAddress?: Address | undefined;
  readonly shippingOption?: string | undefined;
  readonly discountCodes: readonly string[];
}

/** What a basket comes to. */
export interface Quote {
  readonly lineItems: readonly SoldLineItem[];
  readonly currency: string;
  readonly totals: Totals;
  readonly shippingOptions: readonly OfferedShipping[];
  /** Absent where the wanted one is not offered. */
  readonly shippingOption?: string | undefined;
  /** Those that apply. */
  readonly discountCodes: readonly string[];
}

/** A purchase being made, from the first line to the order. */
export interface Session extends Omit<Basket, 'lineItems' | 'shippingOption'>, Quote {
  readonly sessionId: string;
  readonly status: SessionStatus;
  /** Each time the buyer agreed to buy, oldest first. */
  readonly attempts: readonly Attempt[];
  /** Only while completing: what the purchase needs and has taken. */
  readonly submission?: Submission | undefined;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Seconds since 1970: the table's time to live. */
  readonly removeAt: number;
}

export interface Submission {
  /** How often others were told of it. */
  readonly tellings: number;
  readonly tellAgainAt: string;
  /** Absent on those from before it was kept. */
  readonly submittedAt?: string;
  /** Sensitive: it leaves the record with the submission, and is never answered or logged. */
  readonly paymentToken: string;
  readonly redemptions: readonly Redemption[];
}

/** How long a purchase has been under way, where that is known. */
export const purchaseMilliseconds = (submission: Submission | undefined, now: Date): number | undefined =>
  submission?.submittedAt === undefined ? undefined : now.getTime() - Date.parse(submission.submittedAt);

/** A session as its buyer sees it. */
export const SessionView = Type.Object({
  sessionId: idSchema('chk'),
  status: Type.Enum(['open', 'completing', 'completed', 'canceled', 'expired']),
  lineItems: Type.Array(SoldLineItem),
  totals: Totals,
  currency: Currency,
  customerId: Type.Optional(CustomerId),
  email: Type.Optional(Email),
  shippingAddress: Type.Optional(Address),
  shippingOption: Type.Optional(ShippingOptionId),
  shippingOptions: Type.Array(OfferedShipping),
  discountCodes: Type.Array(DiscountCode),
  orderId: Type.Optional(idSchema('ord')),
  failure: Type.Optional(Failure),
  createdAt: IsoDateTime,
  expiresAt: IsoDateTime,
});
export type SessionView = Static<typeof SessionView>;

export function viewOf(session: Session, now: Date) {
  const { attempts, submission: _, removeAt: __, version: ___, ...shown } = { version: 0, ...session };
  const status = statusAt(session, now);
  const { orderId, failure } = attempts.at(-1) ?? {};
  const isSubmitted = status === 'completing' || status === 'completed';
  return { ...shown, status, ...(isSubmitted ? { orderId } : { failure }) };
}
