import type { Access } from '../route-access.ts';
import type { Caller } from './callers.ts';

/** What a caller gets at a route: a refusal, or any answer of the use case. */
export type Outcome = 'answered' | 'unauthorized';

/** The scopes of machine clients, as services/identity/infra/machine-clients.yml gives them. */
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  'catalog-feed': ['tradewind/catalog.write'],
  warehouse: ['tradewind/inventory.write', 'tradewind/fulfillment.write'],
  'order-feed': ['tradewind/orders.read'],
};

/**
 * The outcome that an access promises. API Gateway refuses every token that its authorizer does not accept with 401, also
 * a good one of the other pool or without the scope.
 */
export function expectedOutcome({ allows, scope }: Access, { authorization, user }: Caller): Outcome {
  // A public route reads no token.
  if (allows === 'anyone') return 'answered';
  if (authorization === undefined) return allows === 'guest-or-customer' ? 'answered' : 'unauthorized';
  const isCustomer = user === 'customer' || user === 'second-customer';
  const isAllowed =
    (isCustomer && allows !== 'staff') ||
    (user === 'staff' && (allows === 'staff' || allows === 'customer-or-staff')) ||
    (scope !== undefined && (scopesOf[user ?? ''] ?? []).includes(scope));
  return isAllowed ? 'answered' : 'unauthorized';
}
