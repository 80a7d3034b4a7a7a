import { expect, it } from '@jest/globals';
import type { Caller } from '#libs/lambda';
import { refusalOf } from '../../test/refusal-of.ts';
import { ada, bob, guest } from '../../test/shop.ts';
import { customerIdOf, requireBuyer } from './buyer.ts';

const machine: Caller = { kind: 'machine', clientId: 'm1', scopes: ['tradewind/catalog.write'] };
const customerId = customerIdOf(ada);

it.each<[string, { customerId?: string | undefined } | undefined, Caller, boolean]>([
  ["a guest's session to anybody", {}, bob, true],
  ["a guest's session to a machine", {}, machine, true],
  ["a customer's session to that customer", { customerId }, ada, true],
  ["a customer's session to another", { customerId }, bob, false],
  ["a customer's session to a guest", { customerId }, guest, false],
  ["a customer's session to a machine", { customerId }, machine, false],
  ['no session', undefined, ada, false],
])('opens %s', (_, session, caller, isOpen) => {
  const refusal = refusalOf(() => requireBuyer(session, caller));
  expect(refusal?.code).toBe(isOpen ? undefined : 'checkout.session-not-found');
});
