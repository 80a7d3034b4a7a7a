import type { ProductQuantity, SoldLineItem } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { Money } from '#libs/models';
import type { BasketProblem } from './basket-problem.ts';

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

/** Merges the lines of each product. @throws AppError invalid `checkout.quantity-too-large` */
export function mergeLines(lineItems: readonly ProductQuantity[]): ProductQuantity[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lineItems)
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  const merged = [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
  const tooLarge = merged.filter(({ quantity }) => quantity > MAX_QUANTITY);
  if (tooLarge.length > 0)
    throw new AppError('invalid', 'checkout.quantity-too-large', {
      detail: `The quantity of a product exceeds ${MAX_QUANTITY} units. Reduce it.`,
      fields: tooLarge.map((line) => ({
        field: `/body${toField(line, lineItems, 'quantity')}`,
        message: 'is too large together with the other lines of this product',
      })),
    });
  return merged;
}

/** A line as it is requested, or as the customer last saw it. */
export type BasketLine = ProductQuantity & Partial<SoldLineItem>;

interface PricedLines {
  readonly lineItems: SoldLineItem[];
  /** Undefined when no line can be sold and none was before. */
  readonly currency: string | undefined;
  readonly problems: BasketProblem[];
}

/**
 * Adds the current titles and prices to line items, and compares quantities with the projected stock. A line that cannot be
 * sold keeps the title and price that the customer last saw, so that its problem does not change the rest of the basket.
 *
 * @param currency  the currency of the basket so far: it stays while a line is priced in it
 */
export function priceLines(
  requested: readonly BasketLine[],
  products: readonly ProductProjection[],
  currency?: string,
): PricedLines {
  const lines = mergeLines(requested).map((line) => ({
    line,
    product: findForSale(line.productId, products),
  }));
  const currencies = lines.flatMap(({ product }) => product?.price.currency ?? []);
  const basketCurrency = currency !== undefined && currencies.includes(currency) ? currency : currencies[0];
  const priced = lines.map(({ line, product }) => {
    const problem = findLineProblem(line, product, basketCurrency);
    const isSold = product?.price.currency === basketCurrency;
    return { problem, sold: isSold && product ? toSoldLineItem(line, product) : findSeen(line, requested) };
  });
  return {
    lineItems: priced.flatMap(({ sold }) => sold ?? []),
    currency: basketCurrency ?? currency,
    problems: priced.flatMap(({ problem }, index) =>
      problem ? [{ ...problem, field: toField(lines[index]!.line, requested, problem.field) }] : [],
    ),
  };
}

type LineProblem = Omit<BasketProblem, 'field'> & { readonly field: keyof ProductQuantity };

function findLineProblem(
  { quantity }: ProductQuantity,
  product: ForSale | undefined,
  currency: string | undefined,
): LineProblem | undefined {
  if (!product) return { code: 'checkout.unknown-product', field: 'productId', message: 'is not for sale' };
  if (product.price.currency !== currency)
    return {
      code: 'checkout.currency-mismatch',
      field: 'productId',
      message: `is not priced in ${currency}`,
    };
  // For unknown stock the reservation decides.
  const { available = quantity } = product;
  if (available < quantity)
    return {
      code: 'checkout.insufficient-stock',
      field: 'quantity',
      message: `is more than the ${available} left`,
    };
  return undefined;
}

function findSeen({ productId, quantity }: ProductQuantity, requested: readonly BasketLine[]) {
  const { title, unitPrice } = requested.find((line) => line.productId === productId) ?? {};
  return title === undefined || unitPrice === undefined
    ? undefined
    : { productId, quantity, title, unitPrice, total: unitPrice * quantity };
}

type ForSale = Required<Pick<ProductProjection, 'title' | 'price'>> & Pick<ProductProjection, 'available'>;

function findForSale(productId: string, products: readonly ProductProjection[]): ForSale | undefined {
  const product = products.find((candidate) => candidate.productId === productId);
  const { title, price, status, available } = product ?? {};
  if (status !== 'active' || title === undefined || !price) return undefined;
  return { title, price, ...(available !== undefined && { available }) };
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
const toField = (
  { productId }: ProductQuantity,
  requested: readonly ProductQuantity[],
  property: keyof ProductQuantity,
): string => `/lineItems/${requested.findIndex((line) => line.productId === productId)}/${property}`;
