import { eventContract } from '#libs/contracts';
import { CustomerId, idSchema } from '#libs/models';
import { Type } from 'typebox';

/** Work that this service sends itself: what waits for an endpoint goes out, as far as its circuit lets it. */
export default eventContract(
  'EndpointResumed',
  1,
  Type.Object({ customerId: CustomerId, endpointId: idSchema('whe') }),
);
