import { compiledSchema } from '#libs/schema';
import { Type, type Static } from 'typebox';

/**
 * A refund that the customer's bank returned, possibly days after the provider accepted it.
 * https://docs.stripe.com/refunds#failed-refunds
 */
const RefundFailure = Type.Object({
  id: Type.String({ minLength: 1 }),
  type: Type.Literal('refund.failed'),
  data: Type.Object({
    object: Type.Object({
      id: Type.String({ minLength: 1 }),
      /** The authorization id. */
      payment_intent: Type.String({ minLength: 1 }),
    }),
  }),
});
export type RefundFailure = Static<typeof RefundFailure>;

export default compiledSchema(RefundFailure, {});
