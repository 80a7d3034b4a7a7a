/** A product and how many units of it: a line item of a checkout session. */
export interface BasketLine {
  readonly productId: string;
  readonly quantity: number;
}

/** @returns the lines with the quantity of a product; 0 removes its line */
export function withQuantity(
  lines: readonly BasketLine[],
  productId: string,
  quantity: number,
): BasketLine[] {
  const kept = lines.map((line) => ({
    productId: line.productId,
    quantity: line.productId === productId ? quantity : line.quantity,
  }));
  const isNew = !kept.some((line) => line.productId === productId);
  return [...kept, ...(isNew ? [{ productId, quantity }] : [])].filter((line) => line.quantity > 0);
}

export const quantityOf = (lines: readonly BasketLine[], productId: string): number =>
  lines.find((line) => line.productId === productId)?.quantity ?? 0;

export const countUnits = (lines: readonly BasketLine[]): number =>
  lines.reduce((units, { quantity }) => units + quantity, 0);
