import { ProductQuantity } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { Type, type Static } from 'typebox';

/** A quantity of a product, with the title for the warehouse. */
export const ShipmentLineItem = Type.Object(
  { ...ProductQuantity.properties, title: Type.String() },
  { title: 'ShipmentLineItem' },
);
export type ShipmentLineItem = Static<typeof ShipmentLineItem>;

/** Merges line items of the same product. */
export function mergeLineItems(lineItems: readonly ShipmentLineItem[]): ShipmentLineItem[] {
  const byProduct = new Map<string, ShipmentLineItem>();
  for (const { productId, title, quantity } of lineItems) {
    const before = byProduct.get(productId)?.quantity ?? 0;
    byProduct.set(productId, { productId, title, quantity: before + quantity });
  }
  return [...byProduct.values()];
}

/**
 * Takes a part of the units out of line items.
 *
 * @param requested  the part; all units by default
 * @returns the taken and the remaining line items, either of which may be empty
 * @throws AppError conflict `shipment.quantity-exceeded` when more units are requested than there are
 */
export function splitLineItems(
  lineItems: readonly ShipmentLineItem[],
  requested?: readonly ProductQuantity[],
): { taken: ShipmentLineItem[]; remaining: ShipmentLineItem[] } {
  if (requested === undefined) return { taken: [...lineItems], remaining: [] };
  const quantities = new Map(lineItems.map(({ productId, quantity }) => [productId, quantity]));
  for (const { productId, quantity } of requested) {
    const available = quantities.get(productId) ?? 0;
    if (quantity > available)
      throw new AppError('conflict', 'shipment.quantity-exceeded', {
        detail: `The shipment has ${available} units of ${productId} left. Reduce the quantity.`,
      });
    quantities.set(productId, available - quantity);
  }
  const remaining = lineItems.map((item) => ({ ...item, quantity: quantities.get(item.productId) ?? 0 }));
  const taken = lineItems.map((item, index) => ({
    ...item,
    quantity: item.quantity - remaining[index]!.quantity,
  }));
  return { taken: taken.filter(hasUnits), remaining: remaining.filter(hasUnits) };
}

const hasUnits = ({ quantity }: ShipmentLineItem): boolean => quantity > 0;
