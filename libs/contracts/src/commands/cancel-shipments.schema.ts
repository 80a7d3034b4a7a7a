import { idSchema } from '#libs/models';
import { CancellationReason } from '../cancellation-reason.ts';
import { commandContract } from '../command-contract.ts';

/** Cancels all shipments of an order (fulfillment). Refused: `shipment.dispatched`, when a carrier has one already. */
export default commandContract('CancelShipments', 1, {
  orderId: idSchema('ord'),
  reason: CancellationReason,
});
