import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './page.ts';

describe('cursors', () => {
  it('decode to the encoded position', () => {
    const positions = fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      fc.oneof(fc.string(), fc.integer()),
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(positions, (position) => expect(decodeCursor(encodeCursor(position))).toEqual(position)),
    );
  });

  it.each(['', 'x', Buffer.from('[1]').toString('base64url'), Buffer.from('null').toString('base64url')])(
    'are rejected when malformed: %j',
    (cursor) => {
      expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ code: 'page.cursor-invalid' }));
    },
  );
});
