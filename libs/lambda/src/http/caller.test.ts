import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { proxyEvent } from '#libs/testing';
import { configuredIssuers, getCaller, toCaller } from './caller.ts';

const issuers = { customers: 'https://pools.example/customers', staff: 'https://pools.example/staff' };

describe('toCaller', () => {
  it.each([
    [
      { iss: issuers.customers, sub: 'u1', username: 'u1' },
      { kind: 'customer', customerId: 'u1' },
    ],
    [
      { iss: issuers.staff, sub: 'u1', username: 'u1' },
      { kind: 'staff', staffId: 'u1' },
    ],
    [
      { iss: issuers.staff, client_id: 'c1', scope: 'tradewind/a tradewind/b' },
      { kind: 'machine', clientId: 'c1', scopes: ['tradewind/a', 'tradewind/b'] },
    ],
  ])('converts %j', (claims, caller) => {
    expect(toCaller(claims, issuers)).toEqual(caller);
  });

  it('rejects a machine client of the pool of customers', () => {
    const claims = { iss: issuers.customers, client_id: 'c1', scope: 'tradewind/a' };
    expect(() => toCaller(claims, issuers)).toThrow('does not accept');
  });

  it('never makes staff of a token from another pool with any claims and groups', () => {
    const claims = fc.record(
      {
        iss: fc.oneof(fc.constant(issuers.customers), fc.webUrl(), fc.constant(`${issuers.staff}/`)),
        sub: fc.string(),
        username: fc.string(),
        scope: fc.string(),
        'cognito:groups': fc.oneof(fc.constant('staff'), fc.constant(['staff']), fc.string()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(claims, fc.boolean(), (given, isConfigured) => {
        expect(['customer', 'rejected']).toContain(kindOf(given, isConfigured ? issuers : {}));
      }),
    );
  });
});

/** @returns the kind of the caller, or `rejected` */
function kindOf(claims: object, accepted: Parameters<typeof toCaller>[1]): string {
  try {
    return toCaller(claims as Record<string, unknown>, accepted).kind;
  } catch {
    return 'rejected';
  }
}

describe('getCaller', () => {
  it('is anonymous without an authorizer', () => {
    expect(getCaller(proxyEvent(), issuers)).toEqual({ kind: 'anonymous' });
  });

  it('reads the issuers from the environment', () => {
    expect(configuredIssuers({ STAFF_ISSUER_URL: issuers.staff })).toEqual({
      customers: undefined,
      staff: issuers.staff,
    });
  });
});
