import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { commandContract } from '../command-contract.ts';

/** fulfillment: nothing of an order is to be sent. Refused: `shipment.dispatched`, when something was. */
export default commandContract('CancelShipments', 1, {
  orderId: idSchema('ord'),
  reason: Type.String(),
});
