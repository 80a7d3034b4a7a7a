import { MAX_ORDER_LINES, ProductQuantity, ShippingOptionId, SoldLineItem, Totals } from '#libs/contracts';
import { Address, Currency, CustomerId, EmailAddress, idSchema, Instant } from '#libs/models';
import { Type, type Static } from 'typebox';
import type { Attempt } from './attempt.ts';
import { Failure } from './attempt.ts';
import { BasketProblem } from './basket-problem.ts';
import { DiscountCode } from './discount.ts';
import type { BasketLine } from './product-projection.ts';
import { OfferedShipping } from './shipping-option.ts';
import { statusAt, type SessionStatus } from './session-status.ts';

// Each code adds up to three writes to the transaction of a submission.
const MAX_CODES = 5;

const LineItem = Type.Interface([ProductQuantity], {}, { additionalProperties: false });
const LineItems = Type.Array(LineItem, { minItems: 1, maxItems: MAX_ORDER_LINES });
// The longest address that email systems accept. https://www.rfc-editor.org/errata/eid1690
const DiscountCodes = Type.Array(DiscountCode, { maxItems: MAX_CODES });

export const NewSession = Type.Object(
  {
    lineItems: LineItems,
    email: Type.Optional(EmailAddress),
    shippingAddress: Type.Optional(Address),
    shippingOption: Type.Optional(ShippingOptionId),
    discountCodes: Type.Optional(DiscountCodes),
  },
  { title: 'NewSession', additionalProperties: false },
);
export type NewSession = Static<typeof NewSession>;

/** JSON Merge Patch, except that an address is replaced as a whole: `null` removes a field. */
export const SessionChanges = Type.Object(
  {
    lineItems: Type.Optional(LineItems),
    email: Type.Optional(Type.Union([EmailAddress, Type.Null()])),
    shippingAddress: Type.Optional(Type.Union([Address, Type.Null()])),
    shippingOption: Type.Optional(Type.Union([ShippingOptionId, Type.Null()])),
    discountCodes: Type.Optional(Type.Union([DiscountCodes, Type.Null()])),
  },
  { title: 'SessionChanges', additionalProperties: false },
);
export type SessionChanges = Static<typeof SessionChanges>;

/** What the customer wants to buy: the input of a quote. */
export interface Basket {
  readonly lineItems: readonly BasketLine[];
  /** The currency of the last quote, unless the lines are replaced. */
  readonly currency?: string | undefined;
  readonly customerId?: string | undefined;
  readonly email?: string | undefined;
  readonly shippingAddress?: Address | undefined;
  readonly shippingOption?: string | undefined;
  readonly discountCodes: readonly string[];
}

/** The prices of a basket. */
export interface Quote {
  readonly lineItems: readonly SoldLineItem[];
  readonly currency: string;
  readonly totals: Totals;
  /** The chosen option as the customer saw it. Absent when it is not offered. */
  readonly shipping?: OfferedShipping | undefined;
  /** Only codes that apply. */
  readonly discountCodes: readonly string[];
  /** Found by the last quote. */
  readonly problems: readonly BasketProblem[];
}

/** A checkout session, from the first line item to the order. */
export interface Session extends Omit<Basket, 'lineItems' | 'currency' | 'shippingOption'>, Quote {
  readonly sessionId: string;
  readonly status: SessionStatus;
  /** The digest of a guest's session token; absent once the session belongs to a customer. */
  readonly tokenHash?: string | undefined;
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
  /** Only while completing. */
  readonly submission?: Submission | undefined;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Unix time in seconds: the table's time to live. */
  readonly removeAt: number;
}

/** The basket of a session, to price it again. */
export const toBasket = ({ shipping, ...session }: Session): Basket => ({
  ...session,
  shippingOption: shipping?.optionId,
});

export interface Submission {
  /** The order of the latest attempt. */
  readonly orderId: string;
  /** How often `CheckoutSubmitted` was published. */
  readonly publishAttempts: number;
  readonly republishAt: string;
  readonly submittedAt: string;
  /** Only payments can decrypt it. Absent when there is nothing to pay; deleted when the submission ends. */
  readonly encryptedPaymentToken?: string | undefined;
}

export const millisecondsSinceSubmission = ({ submittedAt }: Submission, now: Date): number =>
  now.getTime() - Date.parse(submittedAt);

/** A session in the API. */
export const SessionView = Type.Object(
  {
    sessionId: idSchema('chk'),
    status: Type.Enum(['open', 'completing', 'completed', 'canceled', 'expired']),
    lineItems: Type.Array(SoldLineItem),
    totals: Totals,
    currency: Currency,
    customerId: Type.Optional(CustomerId),
    email: Type.Optional(EmailAddress),
    shippingAddress: Type.Optional(Address),
    shippingOption: Type.Optional(ShippingOptionId),
    shippingOptions: Type.Array(OfferedShipping),
    discountCodes: Type.Array(DiscountCode),
    problems: Type.Array(BasketProblem),
    orderId: Type.Optional(idSchema('ord')),
    failure: Type.Optional(Failure),
    createdAt: Instant,
    expiresAt: Instant,
  },
  { title: 'Session' },
);
export type SessionView = Static<typeof SessionView>;

/** The response to a new session. A guest's token is returned only here. */
export const CreatedSession = Type.Interface(
  [SessionView],
  {
    sessionToken: Type.Optional(Type.String()),
  },
  { title: 'CreatedSession' },
);

const withoutInternals = ({
  tokenHash: _,
  submission: __,
  removeAt: ___,
  version: ____,
  ...visible
}: Session & { version: number }) => visible;

/** @param offered  the shipping options that the customer can choose; a session that is not open shows the chosen one */
export function toSessionView(session: Session, now: Date, offered?: readonly OfferedShipping[]) {
  const { attempts, shipping, ...visible } = withoutInternals({ version: 0, ...session });
  const status = statusAt(session, now);
  const { orderId, failure } = attempts.at(-1) ?? {};
  const isSubmitted = status === 'completing' || status === 'completed';
  return {
    ...visible,
    status,
    shippingOption: shipping?.optionId,
    shippingOptions: offered ?? (shipping ? [shipping] : []),
    ...(isSubmitted ? { orderId } : { failure }),
  };
}
