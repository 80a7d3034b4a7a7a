import { compiledSchema } from '#libs/schema';
import { Type, type Static } from 'typebox';

/**
 * A refund that the provider had accepted and the buyer's bank sent back, days later: the money is ours again.
 * https://docs.stripe.com/refunds#failed-refunds
 */
const RefundFailure = Type.Object({
  id: Type.String({ minLength: 1 }),
  type: Type.Literal('refund.failed'),
  data: Type.Object({
    object: Type.Object({
      id: Type.String({ minLength: 1 }),
      /** The provider's name for what it held and took. */
      payment_intent: Type.String({ minLength: 1 }),
    }),
  }),
});
export type RefundFailure = Static<typeof RefundFailure>;

export default compiledSchema(RefundFailure, {});
