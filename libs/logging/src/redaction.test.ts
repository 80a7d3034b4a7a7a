import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redacted } from './redaction.ts';

const logged = (value: unknown) => JSON.stringify(value, redacted);

describe('redacted', () => {
  it('blanks secrets and personal data by the name of their field, however deep', () => {
    const secret = fc.string({ minLength: 8 }).filter((text) => !'[redacted]'.includes(text));
    const field = fc.constantFrom(
      'password',
      'Authorization',
      'client_secret',
      'email',
      'postalCode',
      'idToken',
    );
    fc.assert(
      fc.property(field, secret, (name, value) => {
        expect(logged({ order: [{ [name]: value }] })).toBe(
          JSON.stringify({ order: [{ [name]: '[redacted]' }] }),
        );
      }),
    );
  });

  it('blanks e-mail addresses and tokens inside texts', () => {
    expect(logged({ message: 'mail to jo@example.com, Bearer abc.def, eyJhbGciOiJSUzI1NiJ9.e30.c2ln' })).toBe(
      '{"message":"mail to [redacted], [redacted], [redacted]"}',
    );
  });

  it('keeps the paths of a stack trace', () => {
    const stack = 'Error: no\n    at run (file:///var/task/node_modules/@middy/core/index.js:4:2)';
    expect(logged({ stack })).toBe(JSON.stringify({ stack }));
  });

  it('keeps ids, codes and the name of an error', () => {
    const line = { orderId: 'ord_1', error: { name: 'AppError', message: 'stock.insufficient' } };
    expect(logged(line)).toBe(JSON.stringify(line));
  });
});
