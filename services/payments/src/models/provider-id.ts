import { Type } from 'typebox';

/** An id of the payment provider: `evt_…`, `pi_…`. Stripe's have at most 255 characters. https://docs.stripe.com/upgrades */
export const ProviderId = Type.String({ pattern: '^[!-~]{1,255}$' });
