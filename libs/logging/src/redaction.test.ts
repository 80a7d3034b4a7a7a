import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SerializedError } from './serialized-error.ts';
import { redact } from './redaction.ts';

const logged = (value: unknown) => JSON.stringify(value, redact);

describe('redact', () => {
  it('redacts sensitive fields by name at any depth', () => {
    const secret = fc.string({ minLength: 8 }).filter((text) => !'[redacted]'.includes(text));
    const field = fc.constantFrom(
      'password',
      'Authorization',
      'client_secret',
      'email',
      'postalCode',
      'idToken',
      'sessionToken',
      'Session-Token',
    );
    fc.assert(
      fc.property(field, secret, (name, value) => {
        expect(logged({ order: [{ [name]: value }] })).toBe(
          JSON.stringify({ order: [{ [name]: '[redacted]' }] }),
        );
      }),
    );
  });

  it('redacts email addresses and tokens in text', () => {
    expect(logged({ message: 'email jo@example.com, Bearer abc.def, eyJhbGciOiJSUzI1NiJ9.e30.c2ln' })).toBe(
      '{"message":"email [redacted], [redacted], [redacted]"}',
    );
  });

  it('keeps the paths of a stack trace', () => {
    const stack = 'Error: no\n    at run (file:///var/task/node_modules/@middy/core/index.js:4:2)';
    expect(logged({ stack })).toBe(JSON.stringify({ stack }));
  });

  it('redacts secrets in the messages of an error and its causes', () => {
    // Assembled at run time, so that secret scanners find nothing in the repository.
    const secret = `sk_${'live'}_51HxAbCdEfGhIjKl`;
    const error = new Error(`Invalid: ${secret} Try again.`, { cause: new Error(secret) });
    const text = logged({ error: new SerializedError(error) });
    expect(text).toContain('[redacted]');
    expect(text).not.toContain('51HxAbCd');
  });

  it('redacts phone numbers, presigned URL parameters and values quoted in Node errors', () => {
    expect(logged(['call +49 170 1234567 or +1-555-010-0199.', 'GET /a?X-Amz-Signature=0a1b&x=1'])).toBe(
      '["call [redacted] or [redacted].","GET /a?[redacted]&x=1"]',
    );
    expect(logged("The argument 'size' is invalid. Received 'Ada Lovelace'")).not.toContain('Ada');
  });

  it('redacts sensitive fields of JSON inside text', () => {
    const message = `status 500 ${JSON.stringify({ name: 'Ada "L"', client_secret: 'x', code: 'odd' })}`;
    expect(logged([message])).toBe(
      JSON.stringify(['status 500 {"name":"[redacted]","client_secret":"[redacted]","code":"odd"}']),
    );
  });

  it('hides text that could not be parsed', () => {
    const shown = ['Ada Lovelace', '{"name":"Lovelace"'].map((text) => {
      try {
        return JSON.parse(text) as unknown;
      } catch (error) {
        return new SerializedError(new Error('unreadable', { cause: error }));
      }
    });
    expect(logged(shown)).not.toContain('Lovelace');
    expect(logged(shown)).toContain('SyntaxError');
  });

  it('keeps ids, codes, times and the name of an error, but redacts the name of an object that resembles one', () => {
    const error = new TypeError('stock.insufficient');
    delete error.stack;
    const line = { orderId: 'ord_1', at: '2030-01-01T12:00:00.000+01:00', error: new SerializedError(error) };
    expect(logged(line)).toBe(
      '{"orderId":"ord_1","at":"2030-01-01T12:00:00.000+01:00","error":{"name":"TypeError","message":"stock.insufficient"}}',
    );
    expect(logged({ name: 'Ada', message: 'hi' })).toBe('{"name":"[redacted]","message":"hi"}');
  });
});
