import { describe, expect, it } from '@jest/globals';
import type { CognitoError } from 'cognito-local/lib/errors.js';
import fc from 'fast-check';
import {
  checkPassword,
  isTemporaryPasswordExpired,
  newTemporaryPassword,
  type PasswordPolicy,
} from './password-policy.ts';

const policies = fc.record({
  MinimumLength: fc.integer({ min: 6, max: 99 }),
  RequireUppercase: fc.boolean(),
  RequireLowercase: fc.boolean(),
  RequireNumbers: fc.boolean(),
  RequireSymbols: fc.boolean(),
});

function isAccepted(password: string, policy: PasswordPolicy): boolean {
  try {
    checkPassword(password, policy);
    return true;
  } catch (error) {
    if ((error as CognitoError).code === 'InvalidPasswordException') return false;
    throw error;
  }
}

describe('checkPassword', () => {
  it.each([
    ['short', 'Password not long enough'],
    ['lower-case-1', 'Password must have uppercase characters'],
    ['UPPER-CASE-1', 'Password must have lowercase characters'],
    ['No-Number-Here', 'Password must have numeric characters'],
    ['NoSymbolHere1', 'Password must have symbol characters'],
  ])('rejects %s by the default policy', (password, reason) => {
    expect(() => checkPassword(password)).toThrow(`Password did not conform with policy: ${reason}`);
  });

  it('accepts a long phrase where the policy requires length only', () => {
    const lengthOnly = { MinimumLength: 12, RequireUppercase: 'false', RequireSymbols: false };
    expect(() => checkPassword('correct horse battery', lengthOnly)).not.toThrow();
    expect(() => checkPassword('correct', lengthOnly)).toThrow('not long enough');
  });

  it.each(['', ' Leading-space-1', 'Trailing-space-1 ', `Aa1-${'x'.repeat(300)}`])(
    'rejects %j under any policy',
    (password) => {
      expect(() => checkPassword(password, {})).toThrow('1 validation error detected');
    },
  );

  it('accepts exactly the passwords that meet each rule', () => {
    fc.assert(
      fc.property(policies, fc.stringMatching(/^[!-~]{6,110}$/), (policy, password) => {
        const isGood =
          password.length >= policy.MinimumLength &&
          (!policy.RequireUppercase || /[A-Z]/.test(password)) &&
          (!policy.RequireLowercase || /[a-z]/.test(password)) &&
          (!policy.RequireNumbers || /\d/.test(password)) &&
          (!policy.RequireSymbols || /[^A-Za-z0-9]/.test(password));
        expect(isAccepted(password, policy)).toBe(isGood);
      }),
    );
  });
});

describe('newTemporaryPassword', () => {
  it('meets every policy', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        expect(() => checkPassword(newTemporaryPassword(policy), policy)).not.toThrow();
      }),
    );
  });
});

describe('isTemporaryPasswordExpired', () => {
  const setAt = new Date('2030-01-01T00:00:00.000Z');
  it.each([
    [{ TemporaryPasswordValidityDays: 3 }, '2030-01-03T23:59:59.999Z', false],
    [{ TemporaryPasswordValidityDays: 3 }, '2030-01-04T00:00:00.000Z', true],
    [undefined, '2030-01-07T23:59:59.999Z', false],
    [{ TemporaryPasswordValidityDays: 0 }, '2030-01-08T00:00:00.000Z', true],
  ])('with %j at %s: %s', (policy, at, expired) => {
    expect(isTemporaryPasswordExpired(setAt, policy, new Date(at))).toBe(expired);
  });
});
