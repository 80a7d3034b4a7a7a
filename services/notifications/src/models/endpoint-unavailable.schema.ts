import { eventContract } from '#libs/contracts';
import { CustomerId, idSchema } from '#libs/models';
import { Type } from 'typebox';

/** Internal event: the circuit of an endpoint opened, or the endpoint was disabled. */
export default eventContract(
  'EndpointUnavailable',
  1,
  Type.Object({
    endpointId: idSchema('whe'),
    customerId: CustomerId,
    url: Type.String({ minLength: 1, maxLength: 2048 }),
    circuit: Type.Union([Type.Literal('open'), Type.Literal('disabled')]),
  }),
);
