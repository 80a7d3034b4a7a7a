import { describe, expect, it } from '@jest/globals';
import type { Caller } from '#libs/lambda';
import { catchAppError } from '../../test/catch-app-error.ts';
import { ada, bob, guest } from '../../test/shop.ts';
import { toCustomerId, requireAccess } from './session-access.ts';
import { hashSessionToken, newSessionToken } from './session-token.ts';

interface Owner {
  readonly customerId?: string | undefined;
  readonly tokenHash?: string;
}

const sessionToken = newSessionToken();
const guests = { tokenHash: hashSessionToken(sessionToken) };
const adas = { customerId: toCustomerId(ada) };
const withoutOwner: Owner = {};

describe('requireAccess', () => {
  it.each<[string, Owner | undefined, Caller, string | undefined, boolean]>([
    ["grants a guest with the token access to a guest's session", guests, guest, sessionToken, true],
    ["grants a customer with the token access to a guest's session", guests, bob, sessionToken, true],
    ["denies a guest without a token access to a guest's session", guests, guest, undefined, false],
    ["denies a customer without a token access to a guest's session", guests, bob, undefined, false],
    ["denies another session's token", guests, guest, newSessionToken(), false],
    ['denies an empty token', guests, guest, '', false],
    ['grants a customer access to their own session', adas, ada, undefined, true],
    ['ignores a token of a session that was claimed', adas, ada, sessionToken, true],
    ["denies access to another customer's session", adas, bob, sessionToken, false],
    ["denies a guest access to a customer's session", adas, guest, sessionToken, false],
    ['denies access to a session without an owner', withoutOwner, guest, sessionToken, false],
    ['denies access to a session that does not exist', undefined, ada, sessionToken, false],
  ])('%s', (_, session, caller, token, isGranted) => {
    const error = catchAppError(() => requireAccess(session, { caller, sessionToken: token }));
    expect(error?.code).toBe(isGranted ? undefined : 'session.not-found');
  });
});
