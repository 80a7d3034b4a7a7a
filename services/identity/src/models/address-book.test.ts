import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addressIn,
  MAX_ADDRESSES,
  pageOfAddresses,
  withAddress,
  withoutAddress,
  withReplaced,
  type AddressBook,
} from './address-book.ts';

const home = { name: 'Ada', line1: 'Kai 1', city: 'Hamburg', postalCode: '20457', country: 'DE' };
const empty: AddressBook = { customerId: 'c', addresses: [] };
const defaults = ({ addresses }: AddressBook) =>
  addresses.filter(({ isDefault }) => isDefault).map(({ addressId }) => addressId);
const bookOf = (...ids: string[]) => ids.reduce((book, id) => withAddress(book, id, home), empty);

describe('an address book', () => {
  it('makes the first address the default, of version 1', () => {
    expect(withAddress(empty, 'a', home).addresses).toEqual([
      { ...home, addressId: 'a', isDefault: true, version: 1 },
    ]);
  });

  it('moves the default to the address that asks for it, and counts that as a change of both', () => {
    const book = withReplaced(bookOf('a', 'b'), 'b', { ...home, isDefault: true }, undefined);
    expect(defaults(book)).toEqual(['b']);
    expect(addressIn(book, 'a').version).toBe(2);
    expect(defaults(withAddress(book, 'c', { ...home, isDefault: true }))).toEqual(['c']);
  });

  it('keeps the default where a replacement does not want it', () => {
    const book = withReplaced(bookOf('a', 'b'), 'a', { ...home, isDefault: false, city: 'Kiel' }, undefined);
    expect(addressIn(book, 'a')).toMatchObject({ city: 'Kiel', isDefault: true, version: 2 });
  });

  it('removes what a replacement leaves out', () => {
    const book = withAddress(empty, 'a', { ...home, line2: 'Attic' });
    expect(addressIn(withReplaced(book, 'a', home, undefined), 'a')).not.toHaveProperty('line2');
  });

  it('makes the oldest of the rest the default when the default goes', () => {
    expect(defaults(withoutAddress(bookOf('a', 'b', 'c'), 'a', undefined))).toEqual(['b']);
  });

  it('refuses more than its limit', () => {
    const full = bookOf(...Array.from({ length: MAX_ADDRESSES }, (_, n) => `a${n}`));
    expect(() => withAddress(full, 'z', home)).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'address.too-many' }),
    );
  });

  it('knows no address of another id', () => {
    const unknown = expect.objectContaining({ kind: 'not-found', code: 'address.not-found' });
    expect(() => addressIn(bookOf('a'), 'b')).toThrow(unknown);
    expect(() => withReplaced(bookOf('a'), 'b', home, undefined)).toThrow(unknown);
    expect(() => withoutAddress(bookOf('a'), 'b', undefined)).toThrow(unknown);
  });

  it('refuses who has seen another version of the address', () => {
    const stale = expect.objectContaining({ kind: 'precondition-failed' });
    expect(() => withReplaced(bookOf('a'), 'a', home, '"2"')).toThrow(stale);
    expect(() => withoutAddress(bookOf('a'), 'a', '"2"')).toThrow(stale);
    expect(withoutAddress(bookOf('a'), 'a', '"1"').addresses).toEqual([]);
  });

  it('has exactly one default as long as it has addresses, whatever happens to it', () => {
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
      const isThere = book.addresses.some((address) => address.addressId === addressId);
      if (isThere === (kind === 'add')) return book;
      if (kind === 'add') return withAddress(book, addressId, { ...home, isDefault });
      if (kind === 'replace') return withReplaced(book, addressId, { ...home, isDefault }, undefined);
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
    const book = bookOf('a', 'b', 'c');
    const first = pageOfAddresses(book, { limit: 2 });
    expect(first.items.map(({ addressId }) => addressId)).toEqual(['a', 'b']);
    const last = pageOfAddresses(book, { limit: 2, cursor: first.nextCursor! });
    expect(last.items.map(({ addressId }) => addressId)).toEqual(['c']);
    expect(last.nextCursor).toBeUndefined();
    expect(pageOfAddresses(empty, { limit: 20 })).toEqual({ items: [] });
  });
});
