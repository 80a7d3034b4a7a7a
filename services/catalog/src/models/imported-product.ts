import { createHash } from 'node:crypto';
import type { ImportedProduct } from '#libs/contracts';
import { newProduct, type Product } from './product.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
// Sorts before all time-based ids: imported products are listed after those that staff created.
const ID_PREFIX = '00';
// 170 bits: no collisions.
const HASH_CHARACTERS = 34;

/**
 * Derives a product id from its SKU, so that a repeated import finds its products. Unlike other ids it can be guessed,
 * which is acceptable for public products, and does not contain a time.
 */
export function toProductId(sku: string): string {
  const digest = createHash('sha512').update(`tradewind-sku:${sku}`).digest();
  const characters = Array.from(digest.subarray(0, HASH_CHARACTERS), (byte) => ALPHABET[byte % 32]);
  return `prd_${ID_PREFIX}${characters.join('')}`;
}

/** @returns a new product, or the current one with the values of the import */
export function applyImport<P extends Product>(
  current: P | undefined,
  imported: ImportedProduct,
  now: Date,
): Product | P {
  const product = newProduct(toProductId(imported.sku), imported, now);
  if (!current) return product;
  const { title, description, categoryId, price, attributes, updatedAt } = product;
  return { ...current, sku: imported.sku, title, description, categoryId, price, attributes, updatedAt };
}

/** Whether a product already has the values of an import. */
export const matchesImport = (product: Product, imported: ImportedProduct): boolean =>
  JSON.stringify(toContent(product)) === JSON.stringify(toContent(imported));

const toContent = ({ title, description, categoryId, price, attributes }: Product | ImportedProduct) => [
  title,
  description,
  categoryId,
  price.amount,
  price.currency,
  Object.entries(attributes).toSorted(([one], [other]) => (one < other ? -1 : 1)),
];
