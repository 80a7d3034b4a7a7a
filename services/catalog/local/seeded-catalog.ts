import { money } from '#libs/models';
import { newCategory } from '../src/models/category.ts';
import { newProduct } from '../src/models/product.ts';
import { lines, ranges } from './assortment.ts';

export const PRODUCT_COUNT = 200;

const OPENED_AT = Date.UTC(2026, 0, 1, 9);
const HOUR = 60 * 60 * 1000;

// The seeds of other services use the same ids: the n-th is `prd_` and n in 36 digits.
export const seededId = (prefix: string, n: number) => `${prefix}_${String(n).padStart(36, '0')}`;

/** Records of the categories table. */
export const seededCategories = () =>
  ranges.map(({ name, description }, index) => ({
    ...newCategory(seededId('cat', index + 1), { name, description }, new Date(OPENED_AT)),
    listing: 'every',
    productCount: PRODUCT_COUNT / ranges.length,
  }));

/** Records of the products table; every tenth product is in the same category. */
export const seededProducts = () =>
  Array.from({ length: PRODUCT_COUNT }, (_, index) => {
    const category = index % ranges.length;
    const categoryId = seededId('cat', category + 1);
    const article = toArticle(category, Math.floor(index / ranges.length));
    const product = newProduct(
      seededId('prd', index + 1),
      { ...article, categoryId },
      new Date(OPENED_AT + index * HOUR),
    );
    return { ...product, categoryListing: `${product.status}#${categoryId}` };
  });

/** The n-th product of a category: each line has all its articles. */
function toArticle(category: number, n: number) {
  const { articles, materials } = ranges[category]!;
  const [noun, use, price] = articles[n % articles.length]!;
  const line = lines[Math.floor(n / articles.length) % lines.length]!;
  const material = materials[n % materials.length]!;
  return {
    title: `${line.name} ${noun}`,
    description: `${noun} of ${material}: it ${use}. The ${line.name} line is ${line.character}.`,
    price: money(roundedPrice(price * line.factor), 'EUR'),
    attributes: { line: line.name, material },
  };
}

/** Rounds to a price that ends in 90 cents. */
const roundedPrice = (cents: number): number => Math.ceil(cents / 100) * 100 - 10;
