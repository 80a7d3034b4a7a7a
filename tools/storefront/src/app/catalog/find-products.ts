import type { Product } from '#libs/client';

const toWords = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * Finds products by words of their title, description and attributes. The API lists products by category only.
 *
 * @param search  each word must begin a word of the product
 */
export function findProducts(products: readonly Product[], search: string): Product[] {
  const wanted = toWords(search);
  return products.filter(({ title, description = '', attributes = {} }) => {
    const words = toWords([title, description, ...Object.values(attributes)].join(' '));
    return wanted.every((prefix) => words.some((word) => word.startsWith(prefix)));
  });
}
