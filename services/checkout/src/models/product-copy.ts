import type { ProductQuantity, SoldLineItem } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { Money } from '#libs/models';

/** What checkout knows of a product: two halves, of two services' events, which come in any order. */
export interface ProductCopy {
  readonly productId: string;
  readonly title?: string;
  readonly price?: Money;
  readonly status?: 'active' | 'archived';
  readonly productRevision?: number;
  /** A hint: only a reservation is a promise. */
  readonly available?: number;
  readonly stockRevision?: number;
}

// What the contracts of reservations and orders take in one line.
const MAX_QUANTITY = 999;

/** Lines of one product become one. @throws AppError unprocessable `checkout.quantity-too-large` */
export function mergedLines(lineItems: readonly ProductQuantity[]): ProductQuantity[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lineItems)
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  const merged = [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
  const tooLarge = merged.filter(({ quantity }) => quantity > MAX_QUANTITY);
  if (tooLarge.length > 0)
    throw new AppError('unprocessable', 'checkout.quantity-too-large', {
      detail: `The lines of one product come to ${MAX_QUANTITY} pieces at most.`,
      fields: fieldsOf(tooLarge, lineItems, 'quantity', 'is too large together with the other lines'),
    });
  return merged;
}

/**
 * Lines at the titles and prices of this moment.
 *
 * @throws AppError unprocessable `checkout.unknown-product`, `checkout.currency-mix`
 */
export function soldLines(
  lineItems: readonly ProductQuantity[],
  copies: readonly ProductCopy[],
): { lineItems: SoldLineItem[]; currency: string } {
  const merged = mergedLines(lineItems);
  const unknown = merged.filter(({ productId }) => !onSale(productId, copies));
  if (unknown.length > 0)
    throw new AppError('unprocessable', 'checkout.unknown-product', {
      detail: 'Not everything here is for sale. Leave out what is not.',
      fields: fieldsOf(unknown, lineItems, 'productId', 'is not for sale'),
    });
  const sold = merged.map((line) => ({ line, product: onSale(line.productId, copies)! }));
  const { currency } = sold[0]!.product.price;
  const foreign = sold.filter(({ product }) => product.price.currency !== currency).map(({ line }) => line);
  if (foreign.length > 0)
    throw new AppError('unprocessable', 'checkout.currency-mix', {
      detail: 'Buy what is priced in different currencies in sessions of their own.',
      fields: fieldsOf(foreign, lineItems, 'productId', `is not priced in ${currency}`),
    });
  return { currency, lineItems: sold.map(({ line, product }) => soldLine(line, product)) };
}

/** @throws AppError conflict `checkout.insufficient-stock` when the hints say that too little is left */
export function requireStock(lineItems: readonly ProductQuantity[], copies: readonly ProductCopy[]): void {
  const available = new Map(copies.map((copy) => [copy.productId, copy.available]));
  const short = mergedLines(lineItems).filter(
    // Without a hint the reservation decides.
    ({ productId, quantity }) => (available.get(productId) ?? quantity) < quantity,
  );
  if (short.length === 0) return;
  throw new AppError('conflict', 'checkout.insufficient-stock', {
    detail: 'Not so many pieces are left. Lower the quantity.',
    fields: short.flatMap((line) =>
      fieldsOf([line], lineItems, 'quantity', `is more than the ${available.get(line.productId)} left`),
    ),
  });
}

type OnSale = Required<Pick<ProductCopy, 'title' | 'price'>>;

function onSale(productId: string, copies: readonly ProductCopy[]): OnSale | undefined {
  const copy = copies.find((known) => known.productId === productId);
  const { title, price, status } = copy ?? {};
  return status === 'active' && title !== undefined && price ? { title, price } : undefined;
}

const soldLine = ({ productId, quantity }: ProductQuantity, { title, price }: OnSale): SoldLineItem => ({
  productId,
  quantity,
  title,
  unitPrice: price.amount,
  total: price.amount * quantity,
});

// A client finds its own line again: the first that names the product.
const fieldsOf = (
  faulty: readonly ProductQuantity[],
  sent: readonly ProductQuantity[],
  property: keyof ProductQuantity,
  message: string,
) =>
  faulty.map(({ productId }) => ({
    field: `/body/lineItems/${sent.findIndex((line) => line.productId === productId)}/${property}`,
    message,
  }));
