import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SerializedError } from './serialized-error.ts';
import { MAX_TEXT_LENGTH, redact, redactText } from './redaction.ts';
import { secretPatterns } from './secret-patterns.ts';

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

  // Assembled at run time, so that secret scanners find nothing in the repository.
  const secrets: Record<keyof typeof secretPatterns, string> = {
    'a Stripe key': `sk_${'live'}_51HxAbCdEfGhIjKl`,
    'a webhook secret': `whsec_${'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'}`,
    'an AWS access key': `AKIA${'IOSFODNN7EXAMPLE'}`,
    'an AWS secret key': `AWS_SECRET_ACCESS_KEY="${'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'}"`,
    'a private key': `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIEowIBAAKCAQEAx4UbaDzY5xjW6hc9\njwN0mX33XpTDVW7R`,
    'a GitHub token': `github_pat_${'11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz'}`,
    'a Slack token': `xoxb-${'123456789012-abcdefghijkl'}`,
    'a payment token': `pm_${'1N3T00LkdIwHu7ixt44h1F8k'}`,
    'a session token': `cst_${'x3JtZ0aUuQ9v1wY7kLmN2bC4dE6fG8hI0jKlMnOpQrS'}`,
    'a JSON Web Token': `eyJ${'hbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln'}`,
  };
  it.each(Object.entries(secrets))('redacts %s in text and in error messages', (_, secret) => {
    const error = new Error(`Invalid: ${secret} Try again.`, { cause: new Error(secret) });
    const text = logged({ error: new SerializedError(error) });
    expect(text).toContain('[redacted]');
    expect(text).not.toContain(JSON.stringify(secret).slice(-14, -2));
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

  it('cuts long text, and shows no part of a secret that is cut', () => {
    const secret = fc.constantFrom(
      ...Object.values(secrets),
      'ada.lovelace@example.com',
      '"name":"Ada-Lovelace"',
    );
    const offset = fc.integer({ min: -60, max: 20 });
    fc.assert(
      fc.property(secret, offset, (shown, at) => {
        const text = `${'lorem '.repeat(2000).slice(0, MAX_TEXT_LENGTH + at - 1)} ${shown} ${'x'.repeat(10_000)}`;
        const redacted = redactText(text);
        expect(redacted.length).toBeLessThanOrEqual(MAX_TEXT_LENGTH + 20);
        const parts = Array.from({ length: Math.max(shown.length - 14, 0) }, (_, start) =>
          shown.slice(start + 4, start + 14),
        );
        const secretParts = parts.filter((part) => !/\s|BEGIN|PRIVATE|KEY/.test(part));
        expect(secretParts.filter((part) => redacted.includes(part))).toEqual([]);
      }),
    );
  });

  it('redacts text of any kind to a bounded length, without changing short plain text', () => {
    const plain = fc.stringMatching(/^[a-z ]{0,200}$/);
    fc.assert(
      fc.property(plain, (text) => {
        expect(redactText(text)).toBe(text);
      }),
    );
    const part = fc.constantFrom(
      'a',
      '@',
      '.',
      '+1',
      'eyJ',
      '-',
      'Received ',
      '"',
      ':',
      '\\',
      ' ',
      '\n',
      '-----BEGIN ',
    );
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 60_000 }),
        (unit, times) => {
          expect(redactText(unit.join('').repeat(times)).length).toBeLessThan(4 * MAX_TEXT_LENGTH);
        },
      ),
      { numRuns: 50 },
    );
  });
});
