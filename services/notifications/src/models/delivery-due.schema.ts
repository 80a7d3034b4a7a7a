import { eventContract } from '#libs/contracts';
import { Count, CustomerId, idSchema } from '#libs/models';
import { Type } from 'typebox';

/** Internal message: attempt a delivery. */
export default eventContract(
  'DeliveryDue',
  1,
  Type.Object({
    customerId: CustomerId,
    endpointId: idSchema('whe'),
    deliveryId: idSchema('dlv'),
    /** The attempts so far. A duplicate message is detected by a higher count in the table. */
    attemptCount: Count,
    /** Requested by the owner: delivers even if the delivery is finished or the circuit is open. */
    isManual: Type.Boolean(),
  }),
);
