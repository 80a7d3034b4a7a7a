import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pageCursors } from './page-cursors.ts';

const positions = fc.dictionary(
  fc.string().filter((name) => name !== '__proto__'),
  fc.oneof(fc.string(), fc.integer()),
  { noNullPrototype: true },
);
const scopes = fc.array(fc.option(fc.string(), { nil: undefined }), { minLength: 1, maxLength: 4 });
const invalid = expect.objectContaining({ kind: 'invalid', code: 'page.cursor-invalid' });
const encode = (text: string) => Buffer.from(text).toString('base64url');

describe('pageCursors', () => {
  it('opens what it sealed, and seals a position always the same', () => {
    fc.assert(
      fc.property(scopes, positions, (scope, position) => {
        const cursor = pageCursors(...scope).seal(position);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(pageCursors(...scope).seal(position)).toBe(cursor);
        expect(pageCursors(...scope).open(cursor)).toEqual(position);
      }),
    );
  });

  it('rejects the cursor of another list', () => {
    fc.assert(
      fc.property(scopes, scopes, positions, (own, other, position) => {
        fc.pre(JSON.stringify(own) !== JSON.stringify(other));
        expect(() => pageCursors(...own).open(pageCursors(...other).seal(position))).toThrow(invalid);
      }),
    );
  });

  it('rejects a changed, cut or extended cursor', () => {
    const cursors = pageCursors('orders', 'byCustomer', 'c1');
    const change = fc.tuple(fc.nat(), fc.constantFrom(...'ABCxyz019-_', ''));
    fc.assert(
      fc.property(positions, change, (position, [at, character]) => {
        const cursor = cursors.seal(position);
        const index = at % cursor.length;
        const changed = cursor.slice(0, index) + character + cursor.slice(index + 1);
        fc.pre(changed !== cursor);
        expect(() => cursors.open(changed)).toThrow(invalid);
        expect(() => cursors.open(`${cursor}A`)).toThrow(invalid);
      }),
    );
  });

  it('rejects any forged cursor', () => {
    const forged = fc.oneof(
      fc.string(),
      fc.json().map(encode),
      fc.base64String(),
      fc
        .constantFrom(
          '',
          '{"orderId":1e400}',
          '{"orderId":"\\ud83d"}',
          '{"orderId":9007199254740993}',
          '{"other":"x"}',
          '{"__proto__":null}',
          '[]',
          'null',
        )
        .map(encode),
    );
    fc.assert(
      fc.property(forged, (cursor) => expect(() => pageCursors('orders').open(cursor)).toThrow(invalid)),
    );
  });

  it('shows nothing of the position', () => {
    const cursor = pageCursors('orders').seal({ customerId: 'customer', orderId: 'ord_1' });
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/customer|orderId|ord_/);
  });
});
