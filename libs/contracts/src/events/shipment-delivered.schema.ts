import { Instant } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';
import { shipmentFields } from '../shipment-fields.ts';

/** A shipment was delivered. Repeats the data of ShipmentDispatched, because it may be consumed first. */
export default eventContract(
  'ShipmentDelivered',
  1,
  Type.Object({
    ...shipmentFields,
    deliveredAt: Instant,
  }),
);
