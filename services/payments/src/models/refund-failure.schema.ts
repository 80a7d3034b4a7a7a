import { compiledSchema } from '#libs/schema';
import { Type, type Static } from 'typebox';
import { ProviderId } from './provider-id.ts';

/**
 * A refund that the customer's bank returned, possibly days after the provider accepted it.
 * https://docs.stripe.com/refunds#failed-refunds
 */
const RefundFailure = Type.Object({
  id: ProviderId,
  type: Type.Literal('refund.failed'),
  data: Type.Object({
    object: Type.Object({
      id: ProviderId,
      /** The authorization id. */
      payment_intent: ProviderId,
    }),
  }),
});
export type RefundFailure = Static<typeof RefundFailure>;

export default compiledSchema(RefundFailure, {});
