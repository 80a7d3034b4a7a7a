import type { PaymentProvider } from './payment-provider.ts';

const ZERO_AUTHORIZATION_ID = 'nothing-to-pay';

/** Handles zero amounts, such as fully discounted orders, without the provider, which would reject them. */
export const zeroAmountProvider = (provider: PaymentProvider): PaymentProvider => ({
  authorize: async (request) =>
    request.amount.amount === 0 ? { authorizationId: ZERO_AUTHORIZATION_ID } : provider.authorize(request),
  capture: async (authorizationId) => {
    if (authorizationId !== ZERO_AUTHORIZATION_ID) await provider.capture(authorizationId);
  },
  void: async (authorizationId) =>
    authorizationId === ZERO_AUTHORIZATION_ID ? 'voided' : provider.void(authorizationId),
  refund: async (authorizationId) => {
    if (authorizationId !== ZERO_AUTHORIZATION_ID) await provider.refund(authorizationId);
  },
  find: provider.find,
});
