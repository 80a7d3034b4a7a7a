import type { PaymentProvider } from './payment-provider.ts';

const NOTHING = 'nothing-to-pay';

/** Spares the provider what costs nothing, as with a discount of all: no provider holds an amount of zero. */
export const freeOfCharge = (provider: PaymentProvider): PaymentProvider => ({
  authorise: async (request) =>
    request.amount.amount === 0 ? { authorisationId: NOTHING } : provider.authorise(request),
  capture: async (authorisationId) => {
    if (authorisationId !== NOTHING) await provider.capture(authorisationId);
  },
  void: async (authorisationId) => (authorisationId === NOTHING ? 'voided' : provider.void(authorisationId)),
  refund: async (authorisationId) => {
    if (authorisationId !== NOTHING) await provider.refund(authorisationId);
  },
  find: provider.find,
});
