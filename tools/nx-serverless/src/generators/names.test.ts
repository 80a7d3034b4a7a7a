import { expect, it } from '@jest/globals';
import { functionLogicalId, toIdPrefix, toNames, toSingular } from './names.ts';

it('writes a name in every form', () => {
  expect(toNames('gift-card')).toEqual({
    kebab: 'gift-card',
    camel: 'giftCard',
    pascal: 'GiftCard',
    constant: 'GIFT_CARD',
    words: 'gift card',
  });
});

it.each([
  ['wishlists', 'wishlist'],
  ['gift-cards', 'gift-card'],
  ['categories', 'category'],
  ['addresses', 'address'],
  ['boxes', 'box'],
  ['prices', 'price'],
  ['fulfillment', 'fulfillment'],
  ['access', 'access'],
])('counts one of %s as a %s', (plural, singular) => expect(toSingular(plural)).toBe(singular));

it.each([
  ['gift-card', 'gif'],
  ['a-b', 'abx'],
])('prefixes the ids of a %s with %s', (name, prefix) => expect(toIdPrefix(name)).toBe(prefix));

it('calls a function what osls calls it', () => {
  expect(functionLogicalId('reserve-stock')).toBe('ReserveDashstockLambdaFunction');
});
