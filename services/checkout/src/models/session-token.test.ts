import { describe, expect, it } from '@jest/globals';
import { redact } from '#libs/logging';
import fc from 'fast-check';
import { hashSessionToken, isSessionToken, newSessionToken } from './session-token.ts';

describe('newSessionToken', () => {
  it('carries 256 random bits and is never the same', () => {
    const tokens = Array.from({ length: 1_000 }, newSessionToken);
    expect(new Set(tokens).size).toBe(1_000);
    for (const token of tokens) expect(token).toMatch(/^cst_[\w-]{43}$/);
  });

  it('is recognized by the redaction of log lines', () => {
    const token = newSessionToken();
    expect(JSON.stringify([`Session-Token: ${token}`], redact)).not.toContain(token.slice(4));
  });
});

describe('isSessionToken', () => {
  it('accepts the token of the digest and no other text', () => {
    const token = newSessionToken();
    const hash = hashSessionToken(token);
    expect(isSessionToken(token, hash)).toBe(true);
    fc.assert(
      fc.property(fc.string(), (other) => {
        expect(isSessionToken(other, hash)).toBe(false);
        expect(isSessionToken(token + other, hash)).toBe(other === '');
      }),
    );
  });

  it('does not accept the digest itself', () => {
    const hash = hashSessionToken(newSessionToken());
    expect(isSessionToken(hash, hash)).toBe(false);
  });
});
