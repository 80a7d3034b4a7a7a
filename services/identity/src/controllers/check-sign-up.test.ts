// cspell:ignore müller -- part of an internationalized domain
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CustomerRegistered } from '#libs/contracts';
import { checkSignUp } from './check-sign-up.ts';

const customerId = 'f3c5b4a6-2d0e-4b57-9a77-0c6a52e1a001';
/** Whether the event of a new customer meets its contract. */
const isPublished = (email: string) =>
  CustomerRegistered.validate({
    id: 'e-1',
    type: 'CustomerRegistered',
    version: 1,
    source: 'identity',
    subject: customerId,
    revision: 1,
    occurredAt: '2030-01-01T12:00:00.000Z',
    correlationId: 'c-1',
    data: { customerId, email },
  });
const isAccepted = (attributes: Record<string, string>) => {
  try {
    checkSignUp(attributes);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ kind: 'invalid', code: 'customer.email-invalid' });
    return false;
  }
};

describe('checkSignUp', () => {
  it.each(['ada@example.com', 'ada+shop@mail.example.com', 'info@müller.example'])('accepts %s', (email) => {
    expect(isAccepted({ email })).toBe(true);
  });

  it.each([
    ['a local part that SES cannot send to', 'zoë@example.com'],
    ['no domain', 'ada@'],
    ['an address literal', 'ada@[127.0.0.1]'],
    ['a quoted local part', '"ada lovelace"@example.com'],
    ['255 characters', `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(58)}.com`],
    ['nothing', ''],
  ])('rejects %s', (_, email) => {
    expect(isAccepted({ email })).toBe(false);
  });

  it('rejects a user without an email address', () => {
    expect(isAccepted({})).toBe(false);
  });

  it('accepts exactly the addresses that the event of a new customer can carry', () => {
    const email = fc.oneof(
      fc.emailAddress(),
      fc
        .tuple(fc.string(), fc.constantFrom('example.com', 'müller.example', 'a..b', ''))
        .map((parts) => parts.join('@')),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(email, (address) => {
        expect({ address, isAccepted: isAccepted({ email: address }) }).toEqual({
          address,
          isAccepted: isPublished(address),
        });
      }),
    );
  });
});
