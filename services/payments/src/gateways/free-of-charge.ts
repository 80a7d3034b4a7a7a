import type { PaymentProvider } from './payment-provider.ts';

const NOTHING = 'nothing-to-pay';

/** Spares the provider what costs nothing, as with a discount of all: no provider holds an amount of zero. */
export const freeOfCharge = (provider: PaymentProvider): PaymentProvider => ({
  authorise: async (request) =>
    request.amount.amount === 0 ? { authorisationId: NOTHING } : provider.authorise(request),
  capture: async (step) => {
    if (step.authorisationId !== NOTHING) await provider.capture(step);
  },
  void: async (step) => (step.authorisationId === NOTHING ? 'voided' : provider.void(step)),
  refund: async (step) => {
    if (step.authorisationId !== NOTHING) await provider.refund(step);
  },
  find: provider.find,
});
