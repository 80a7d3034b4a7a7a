import { eventContract } from '#libs/contracts';
import { CustomerId, idSchema, lineSchema } from '#libs/models';
import { Type } from 'typebox';

/** Internal event: the circuit of an endpoint opened, or the endpoint was disabled. */
export default eventContract(
  'EndpointUnavailable',
  1,
  Type.Object({
    endpointId: idSchema('whe'),
    customerId: CustomerId,
    url: lineSchema(2048),
    circuit: Type.Union([Type.Literal('open'), Type.Literal('disabled')]),
  }),
);
