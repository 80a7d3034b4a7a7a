import { idSchema } from '#libs/models';
import { compiledSchema } from '#libs/schema';
import { Type, type Static } from 'typebox';
import { ProviderId } from './provider-id.ts';

/**
 * The provider's events that change a payment, in Stripe's format, which the sandbox provider uses too.
 * A charge contains the metadata of its PaymentIntent and the total refunded so far. The amounts are checked against the
 * payment (`charge-violation.ts`), so that an event with a wrong one is reported instead of ignored.
 * https://docs.stripe.com/api/events/types#event_types-charge.refunded
 */
const ChargeEvent = Type.Object({
  id: ProviderId,
  type: Type.Enum(['charge.captured', 'charge.refunded']),
  data: Type.Object({
    object: Type.Object({
      amount_refunded: Type.Optional(Type.Unknown()),
      /** ISO 4217 in lower case. */
      currency: Type.Optional(Type.Unknown()),
      metadata: Type.Object({ orderId: idSchema('ord') }),
    }),
  }),
});
export type ChargeEvent = Static<typeof ChargeEvent>;

export default compiledSchema(ChargeEvent, {});
