import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  getSavedAddress,
  MAX_ADDRESSES,
  paginateAddresses,
  withAddress,
  withoutAddress,
  withReplacedAddress,
  type AddressBook,
} from './address-book.ts';

const home = { name: 'Ada', line1: 'Kai 1', city: 'Hamburg', postalCode: '20457', country: 'DE' };
const empty: AddressBook = { customerId: 'c', addresses: [] };
const defaults = ({ addresses }: AddressBook) =>
  addresses.filter(({ isDefault }) => isDefault).map(({ addressId }) => addressId);
const createBook = (...ids: string[]) => ids.reduce((book, id) => withAddress(book, id, home), empty);

describe('an address book', () => {
  it('makes the first address the default, of version 1', () => {
    expect(withAddress(empty, 'a', home).addresses).toEqual([
      { ...home, addressId: 'a', isDefault: true, version: 1 },
    ]);
  });

  it('moves the default to the address that requests it, and increments the version of both', () => {
    const book = withReplacedAddress(createBook('a', 'b'), 'b', { ...home, isDefault: true }, undefined);
    expect(defaults(book)).toEqual(['b']);
    expect(getSavedAddress(book, 'a').version).toBe(2);
    expect(defaults(withAddress(book, 'c', { ...home, isDefault: true }))).toEqual(['c']);
  });

  it('keeps the default when a replacement has isDefault false', () => {
    const book = withReplacedAddress(
      createBook('a', 'b'),
      'a',
      { ...home, isDefault: false, city: 'Kiel' },
      undefined,
    );
    expect(getSavedAddress(book, 'a')).toMatchObject({ city: 'Kiel', isDefault: true, version: 2 });
  });

  it('removes fields that a replacement omits', () => {
    const book = withAddress(empty, 'a', { ...home, line2: 'Attic' });
    expect(getSavedAddress(withReplacedAddress(book, 'a', home, undefined), 'a')).not.toHaveProperty('line2');
  });

  it('makes the oldest remaining address the default when the default is deleted', () => {
    expect(defaults(withoutAddress(createBook('a', 'b', 'c'), 'a', undefined))).toEqual(['b']);
  });

  it('rejects more addresses than the limit', () => {
    const full = createBook(...Array.from({ length: MAX_ADDRESSES }, (_, n) => `a${n}`));
    expect(() => withAddress(full, 'z', home)).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'address.too-many' }),
    );
  });

  it('rejects an unknown address id', () => {
    const notFound = expect.objectContaining({ kind: 'not-found', code: 'address.not-found' });
    expect(() => getSavedAddress(createBook('a'), 'b')).toThrow(notFound);
    expect(() => withReplacedAddress(createBook('a'), 'b', home, undefined)).toThrow(notFound);
    expect(() => withoutAddress(createBook('a'), 'b', undefined)).toThrow(notFound);
  });

  it('rejects an If-Match of another version', () => {
    const stale = expect.objectContaining({ kind: 'precondition-failed' });
    expect(() => withReplacedAddress(createBook('a'), 'a', home, '"2"')).toThrow(stale);
    expect(() => withoutAddress(createBook('a'), 'a', '"2"')).toThrow(stale);
    expect(withoutAddress(createBook('a'), 'a', '"1"').addresses).toEqual([]);
  });

  it('has exactly one default address after any sequence of changes, unless it is empty', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const change = fc.oneof(
      fc.record({ kind: fc.constant('add'), id, isDefault: fc.boolean() }),
      fc.record({ kind: fc.constant('replace'), id, isDefault: fc.boolean() }),
      fc.record({ kind: fc.constant('remove'), id, isDefault: fc.constant(false) }),
    );
    const apply = (
      book: AddressBook,
      { kind, id: addressId, isDefault }: { kind: string; id: string; isDefault: boolean },
    ) => {
      const exists = book.addresses.some((address) => address.addressId === addressId);
      if (exists === (kind === 'add')) return book;
      if (kind === 'add') return withAddress(book, addressId, { ...home, isDefault });
      if (kind === 'replace') return withReplacedAddress(book, addressId, { ...home, isDefault }, undefined);
      return withoutAddress(book, addressId, undefined);
    };
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const book = changes.reduce(apply, empty);
        expect(defaults(book)).toHaveLength(Math.min(1, book.addresses.length));
      }),
    );
  });

  it('is listed in pages, each address once', () => {
    const book = createBook('a', 'b', 'c');
    const first = paginateAddresses(book, { limit: 2 });
    expect(first.items.map(({ addressId }) => addressId)).toEqual(['a', 'b']);
    const last = paginateAddresses(book, { limit: 2, cursor: first.nextCursor! });
    expect(last.items.map(({ addressId }) => addressId)).toEqual(['c']);
    expect(last.nextCursor).toBeUndefined();
    expect(paginateAddresses(empty, { limit: 20 })).toEqual({ items: [] });
  });
});
