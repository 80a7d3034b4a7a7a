import { ProductQuantity } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { Type, type Static } from 'typebox';

/** So many of a product, with the title that a picker reads. */
export const Pieces = Type.Object({ ...ProductQuantity.properties, title: Type.String() });
export type Pieces = Static<typeof Pieces>;

/** Lines of one product become one. */
export function merged(lines: readonly Pieces[]): Pieces[] {
  const byProduct = new Map<string, Pieces>();
  for (const { productId, title, quantity } of lines) {
    const before = byProduct.get(productId)?.quantity ?? 0;
    byProduct.set(productId, { productId, title, quantity: before + quantity });
  }
  return [...byProduct.values()];
}

/**
 * Takes some of the pieces out.
 *
 * @param wanted  all of them when absent
 * @returns what was taken and what is left, either of which may be empty
 * @throws AppError conflict `shipment.pieces-missing` when more is wanted than is there
 */
export function split(
  pieces: readonly Pieces[],
  wanted?: readonly ProductQuantity[],
): { taken: Pieces[]; left: Pieces[] } {
  if (wanted === undefined) return { taken: [...pieces], left: [] };
  const rest = new Map(pieces.map(({ productId, quantity }) => [productId, quantity]));
  for (const { productId, quantity } of wanted) {
    const left = (rest.get(productId) ?? 0) - quantity;
    if (left < 0)
      throw new AppError('conflict', 'shipment.pieces-missing', {
        detail: `The shipment has fewer than ${quantity} of ${productId}.`,
      });
    rest.set(productId, left);
  }
  const left = pieces.map((line) => ({ ...line, quantity: rest.get(line.productId) ?? 0 }));
  const taken = pieces.map((line, index) => ({ ...line, quantity: line.quantity - left[index]!.quantity }));
  return { taken: taken.filter(isSome), left: left.filter(isSome) };
}

const isSome = ({ quantity }: Pieces): boolean => quantity > 0;
