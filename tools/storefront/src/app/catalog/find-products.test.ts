import { expect, it } from '@jest/globals';
import type { Product } from '#libs/client';
import { findProducts } from './find-products.ts';

const product = (title: string, material: string) =>
  ({ title, description: 'For every day.', attributes: { material } }) as unknown as Product;
const [mill, knife, lamp] = [
  product('Harbor Coffee Mill', 'brass'),
  product('Clipper Chef’s Knife', 'carbon steel'),
  product('Harbor Desk Lamp', 'oak'),
];
const all = [mill, knife, lamp];

it.each([
  ['', all],
  ['harbor', [mill, lamp]],
  ['COFF', [mill]],
  ['harbor oak', [lamp]],
  ['steel knife', [knife]],
  ['chef', [knife]],
  ['arbor', []],
])('finds the products for "%s"', (search, found) => {
  expect(findProducts(all, search)).toEqual(found);
});
