import { describe, expect, it } from '@jest/globals';
import type { Caller } from '#libs/lambda';
import { catchAppError } from '../../test/catch-app-error.ts';
import { ada, bob, guest } from '../../test/shop.ts';
import { toCustomerId, requireAccess } from './session-access.ts';

const machine: Caller = { kind: 'machine', clientId: 'm1', scopes: ['tradewind/catalog.write'] };
const customerId = toCustomerId(ada);

describe('requireAccess', () => {
  it.each<[string, { customerId?: string | undefined } | undefined, Caller, boolean]>([
    ["grants any customer access to a guest's session", {}, bob, true],
    ["grants a machine access to a guest's session", {}, machine, true],
    ['grants a customer access to their own session', { customerId }, ada, true],
    ["denies access to another customer's session", { customerId }, bob, false],
    ["denies a guest access to a customer's session", { customerId }, guest, false],
    ["denies a machine access to a customer's session", { customerId }, machine, false],
    ['denies access to a session that does not exist', undefined, ada, false],
  ])('%s', (_, session, caller, isGranted) => {
    const error = catchAppError(() => requireAccess(session, caller));
    expect(error?.code).toBe(isGranted ? undefined : 'session.not-found');
  });
});
