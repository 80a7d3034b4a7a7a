import { eventContract } from '#libs/contracts';
import { CustomerId, idSchema } from '#libs/models';
import { Type } from 'typebox';

/** Work that this service sends itself: one attempt of a delivery. */
export default eventContract(
  'DeliveryDue',
  1,
  Type.Object({
    customerId: CustomerId,
    endpointId: idSchema('whe'),
    deliveryId: idSchema('dlv'),
    /** How many attempts there were: a message that comes twice finds that there are more. */
    attemptCount: Type.Integer({ minimum: 0 }),
    /** Its owner asked for it: whatever became of it, and though the circuit is open. */
    isByHand: Type.Boolean(),
  }),
);
