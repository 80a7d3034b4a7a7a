import { AppError, type ErrorKind } from '#libs/errors';
import { Type, type Static } from 'typebox';

/** What each problem means for a request that asks for it, or that completes the session. */
const meanings = {
  'checkout.unknown-product': {
    kind: 'unprocessable',
    detail: 'A product is not for sale. Remove it.',
  },
  'checkout.currency-mismatch': {
    kind: 'unprocessable',
    detail: 'The products have prices in different currencies. Create one session for each currency.',
  },
  'checkout.insufficient-stock': {
    kind: 'conflict',
    detail: 'Insufficient stock. Reduce the quantity.',
  },
  'checkout.discount-not-applicable': {
    kind: 'unprocessable',
    detail: 'A discount code does not apply. Remove the codes that are listed in errors.',
  },
  'checkout.shipping-option-unavailable': {
    kind: 'unprocessable',
    detail: 'The shipping option is not available. Choose one of shippingOptions.',
  },
  'checkout.region-unknown': {
    kind: 'unprocessable',
    detail: 'Tax in this country depends on the region. Set the region code of the address.',
  },
  'checkout.tax-rate-missing': {
    kind: 'unavailable',
    detail:
      'No tax rate is set for this address. Staff can set the default rate with PUT /checkout/tax-rates/*.',
  },
  'checkout.total-too-large': {
    kind: 'unprocessable',
    detail: 'The total exceeds the maximum payment amount. Reduce the quantity.',
  },
} satisfies Record<string, { readonly kind: ErrorKind; readonly detail: string }>;

type ProblemCode = keyof typeof meanings;

/** The codes with which a request for something unavailable is rejected. */
export const basketProblemCodes = (kind: ErrorKind): ProblemCode[] =>
  (Object.keys(meanings) as ProblemCode[]).filter((code) => meanings[code].kind === kind);

/** Why a basket cannot be bought as it is, or what was dropped from it. `field` is a JSON pointer into the session. */
export const BasketProblem = Type.Object({
  code: Type.Enum(Object.keys(meanings) as ProblemCode[]),
  field: Type.String(),
  message: Type.String(),
});
export type BasketProblem = Static<typeof BasketProblem>;

/** A field of the basket, as a request names it. */
export type BasketField = 'lineItems' | 'email' | 'shippingAddress' | 'shippingOption' | 'discountCodes';

/** The fields that a request sends; null removes one. */
export const toSentFields = (request: Partial<Record<BasketField, unknown>>): BasketField[] =>
  (Object.keys(request) as BasketField[]).filter((name) => request[name] !== undefined);

const isAbout = ({ field }: BasketProblem, name: BasketField): boolean => field.split('/')[1] === name;

/**
 * Rejects a request that asks for something unavailable. Problems of fields that it did not send are shown by the session.
 *
 * @throws AppError with the code of the first problem of a sent field
 */
export function rejectRequested(problems: readonly BasketProblem[], sent: readonly BasketField[]): void {
  rejectAny(
    problems.filter((problem) => sent.some((name) => isAbout(problem, name))),
    '/body',
  );
}

const isBlocking = (problem: BasketProblem): boolean =>
  isAbout(problem, 'lineItems') || isAbout(problem, 'shippingAddress');

/**
 * Whether each line can be sold and taxed. Dropped codes and options do not block a completion: the customer agrees to a
 * basket without them.
 */
export const isSellable = (problems: readonly BasketProblem[]): boolean => !problems.some(isBlocking);

/** Rejects a basket that is not sellable. @throws AppError with the code of the first problem */
export const requireSellable = (problems: readonly BasketProblem[]): void =>
  rejectAny(problems.filter(isBlocking), '');

function rejectAny(problems: readonly BasketProblem[], prefix: string): void {
  const [first] = problems;
  if (!first) return;
  const { kind, detail } = meanings[first.code];
  const fields = problems
    .filter(({ code }) => code === first.code)
    .map(({ field, message }) => ({ field: `${prefix}${field}`, message }));
  throw new AppError(kind, first.code, { detail, fields });
}
