import type { ProductQuantity, SoldLineItem } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { Money } from '#libs/models';

/** A product as published by catalog, and its stock as published by inventory. The events arrive in any order. */
export interface ProductProjection {
  readonly productId: string;
  readonly title?: string;
  readonly price?: Money;
  readonly status?: 'active' | 'archived';
  readonly productRevision?: number;
  /** Eventually consistent: only a reservation guarantees stock. */
  readonly available?: number;
  readonly stockRevision?: number;
}

// The limit of the reservation and order contracts.
const MAX_QUANTITY = 999;

/** Merges the lines of each product. @throws AppError unprocessable `checkout.quantity-too-large` */
export function mergeLines(lineItems: readonly ProductQuantity[]): ProductQuantity[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lineItems)
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  const merged = [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
  const tooLarge = merged.filter(({ quantity }) => quantity > MAX_QUANTITY);
  if (tooLarge.length > 0)
    throw new AppError('unprocessable', 'checkout.quantity-too-large', {
      detail: `The quantity of a product exceeds ${MAX_QUANTITY} units. Reduce it.`,
      fields: toFieldErrors(
        tooLarge,
        lineItems,
        'quantity',
        'is too large together with the other lines of this product',
      ),
    });
  return merged;
}

/**
 * Adds the current titles and prices to line items.
 *
 * @throws AppError unprocessable `checkout.unknown-product`, `checkout.currency-mismatch`
 */
export function priceLines(
  lineItems: readonly ProductQuantity[],
  products: readonly ProductProjection[],
): { lineItems: SoldLineItem[]; currency: string } {
  const merged = mergeLines(lineItems);
  const unknown = merged.filter(({ productId }) => !findForSale(productId, products));
  if (unknown.length > 0)
    throw new AppError('unprocessable', 'checkout.unknown-product', {
      detail: 'A product is not for sale. Remove it.',
      fields: toFieldErrors(unknown, lineItems, 'productId', 'is not for sale'),
    });
  const priced = merged.map((line) => ({ line, product: findForSale(line.productId, products)! }));
  const { currency } = priced[0]!.product.price;
  const mismatched = priced
    .filter(({ product }) => product.price.currency !== currency)
    .map(({ line }) => line);
  if (mismatched.length > 0)
    throw new AppError('unprocessable', 'checkout.currency-mismatch', {
      detail: 'The products have prices in different currencies. Create one session for each currency.',
      fields: toFieldErrors(mismatched, lineItems, 'productId', `is not priced in ${currency}`),
    });
  return { currency, lineItems: priced.map(({ line, product }) => toSoldLineItem(line, product)) };
}

/** @throws AppError conflict `checkout.insufficient-stock` when the projections have too little stock */
export function requireStock(
  lineItems: readonly ProductQuantity[],
  products: readonly ProductProjection[],
): void {
  const available = new Map(products.map((product) => [product.productId, product.available]));
  const short = mergeLines(lineItems).filter(
    // For unknown stock the reservation decides.
    ({ productId, quantity }) => (available.get(productId) ?? quantity) < quantity,
  );
  if (short.length === 0) return;
  throw new AppError('conflict', 'checkout.insufficient-stock', {
    detail: 'Insufficient stock. Reduce the quantity.',
    fields: short.flatMap((line) =>
      toFieldErrors([line], lineItems, 'quantity', `is more than the ${available.get(line.productId)} left`),
    ),
  });
}

type ForSale = Required<Pick<ProductProjection, 'title' | 'price'>>;

function findForSale(productId: string, products: readonly ProductProjection[]): ForSale | undefined {
  const product = products.find((candidate) => candidate.productId === productId);
  const { title, price, status } = product ?? {};
  return status === 'active' && title !== undefined && price ? { title, price } : undefined;
}

const toSoldLineItem = (
  { productId, quantity }: ProductQuantity,
  { title, price }: ForSale,
): SoldLineItem => ({
  productId,
  quantity,
  title,
  unitPrice: price.amount,
  total: price.amount * quantity,
});

// Fields point to the first line of the product in the request.
const toFieldErrors = (
  invalid: readonly ProductQuantity[],
  requested: readonly ProductQuantity[],
  property: keyof ProductQuantity,
  message: string,
) =>
  invalid.map(({ productId }) => ({
    field: `/body/lineItems/${requested.findIndex((line) => line.productId === productId)}/${property}`,
    message,
  }));
