import { createHash } from 'node:crypto';
import type { ImportedProduct } from '#libs/contracts';
import { newProduct, type Product } from './product.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
// Before 2005, had it been given by time: imported products stand behind those that staff put on sale one by one.
const BEFORE_ALL_OTHERS = '00';
// 170 bits: no two SKUs ever meet.
const HASH_CHARACTERS = 34;

/**
 * The id of the product with this SKU. It follows from the SKU alone, so an import that is repeated finds what it made.
 * Unlike other ids it can be guessed, which is fine for what everybody may read, and does not tell an age.
 */
export function productIdOf(sku: string): string {
  const digest = createHash('sha512').update(`tradewind-sku:${sku}`).digest();
  const characters = Array.from(digest.subarray(0, HASH_CHARACTERS), (byte) => ALPHABET[byte % 32]);
  return `prd_${BEFORE_ALL_OTHERS}${characters.join('')}`;
}

/** @returns the product as an import makes it: a new one, or one that is there with what the import says of it */
export function importedProduct<P extends Product>(
  current: P | undefined,
  imported: ImportedProduct,
  now: Date,
): Product | P {
  const product = newProduct(productIdOf(imported.sku), imported, now);
  if (!current) return product;
  const { title, description, categoryId, price, attributes, updatedAt } = product;
  return { ...current, sku: imported.sku, title, description, categoryId, price, attributes, updatedAt };
}

/** Whether an import has nothing to say that the product is not already. */
export const isLike = (product: Product, imported: ImportedProduct): boolean =>
  JSON.stringify(contentOf(product)) === JSON.stringify(contentOf(imported));

const contentOf = ({ title, description, categoryId, price, attributes }: Product | ImportedProduct) => [
  title,
  description,
  categoryId,
  price.amount,
  price.currency,
  Object.entries(attributes).toSorted(([one], [other]) => (one < other ? -1 : 1)),
];
