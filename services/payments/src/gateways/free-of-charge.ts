import type { PaymentProvider } from './payment-provider.ts';

const NOTHING = 'nothing-to-pay';

/** Spares the provider what costs nothing, as with a discount of all: no provider holds an amount of zero. */
export const freeOfCharge = (provider: PaymentProvider): PaymentProvider => ({
  authorize: async (request) =>
    request.amount.amount === 0 ? { authorizationId: NOTHING } : provider.authorize(request),
  capture: async (authorizationId) => {
    if (authorizationId !== NOTHING) await provider.capture(authorizationId);
  },
  void: async (authorizationId) => (authorizationId === NOTHING ? 'voided' : provider.void(authorizationId)),
  refund: async (authorizationId) => {
    if (authorizationId !== NOTHING) await provider.refund(authorizationId);
  },
  find: provider.find,
});
