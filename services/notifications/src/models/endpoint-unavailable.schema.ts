import { eventContract } from '#libs/contracts';
import { CustomerId } from '#libs/models';
import { Type } from 'typebox';

/** Internal event: the circuit of an endpoint opened, or the endpoint was disabled. */
export default eventContract(
  'EndpointUnavailable',
  1,
  Type.Object({
    endpointId: Type.String({ minLength: 1 }),
    customerId: CustomerId,
    url: Type.String({ minLength: 1 }),
    circuit: Type.Union([Type.Literal('open'), Type.Literal('disabled')]),
  }),
);
