import { eventContract } from '#libs/contracts';
import { CustomerId } from '#libs/models';
import { Type } from 'typebox';

/** A customer's system cannot be reached: its circuit opened, or it was given up. Told inside this service only. */
export default eventContract(
  'EndpointStopped',
  1,
  Type.Object({
    endpointId: Type.String({ minLength: 1 }),
    customerId: CustomerId,
    url: Type.String({ minLength: 1 }),
    circuit: Type.Union([Type.Literal('open'), Type.Literal('disabled')]),
  }),
);
