import type { ImportedProduct } from '#libs/contracts';
import { stringify } from 'csv-stringify/sync';

export const HEADER = [
  'sku',
  'title',
  'description',
  'categoryId',
  'price',
  'currency',
  'attributes.material',
];

export const categoryId = (n: number): string => `cat_${String(n).padStart(36, '0')}`;

/** The n-th product of a generated catalog, in one of ten categories. */
export const generated = (n: number): ImportedProduct => ({
  sku: `GEN-${n}`,
  title: `Lamp number ${n}`,
  description: `A lamp, oak, "model ${n}".`,
  categoryId: categoryId((n % 10) + 1),
  price: { amount: 100 + (n % 9000), currency: 'EUR' },
  attributes: { material: 'oak' },
});

export const toRow = ({
  sku,
  title,
  description,
  categoryId: category,
  price,
  attributes,
}: ImportedProduct) => [
  sku,
  title,
  description,
  category,
  String(price.amount),
  price.currency,
  attributes['material'] ?? '',
];

export const toCsv = (rows: readonly (readonly string[])[], header: readonly string[] = HEADER): string =>
  stringify([header, ...rows] as string[][]);
