import { eventContract } from '#libs/contracts';
import { CustomerId, idSchema } from '#libs/models';
import { Type } from 'typebox';

/** Internal message: release the waiting deliveries of an endpoint, if its circuit allows it. */
export default eventContract(
  'EndpointResumed',
  1,
  Type.Object({ customerId: CustomerId, endpointId: idSchema('whe') }),
);
