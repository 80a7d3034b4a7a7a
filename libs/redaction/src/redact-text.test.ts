import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPlainToken, MAX_TEXT_LENGTH, redactEveryPattern, redactText } from './redact-text.ts';
import type { secretPatterns } from './secret-patterns.ts';

describe('redactText', () => {
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
  it.each(Object.entries(secrets))('redacts %s', (_, secret) => {
    const text = redactText(JSON.stringify(`Invalid: ${secret} Try again.`));
    expect(text).toContain('[redacted]');
    expect(text).not.toContain(JSON.stringify(secret).slice(-14, -2));
  });

  it('takes no text that a pattern matches for a plain token', () => {
    const shown = fc.constantFrom(
      ...Object.values(secrets),
      `secret_key:${'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'}`,
      'ada@example.com',
      '+49 170 1234567',
      'Bearer abc.def',
      'X-Amz-Signature=0a1b',
      '"name":"Ada"',
    );
    const part = fc.oneof(shown, fc.stringMatching(/^[\w./:{}-]{0,12}$/), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), fc.mixedCase(shown), (parts, secret) => {
        const texts = [parts.join(''), `${parts.join('')}${secret}`, secret, parts.join(' ')];
        expect(texts.map(redactText)).toEqual(texts.map(redactEveryPattern));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    'ord_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5',
    '/stock/{productId}',
    '2030-01-01T12:00:00.000Z',
    '',
    'GET',
  ])('takes %p for a plain token', (text) => {
    expect(isPlainToken(text)).toBe(true);
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
