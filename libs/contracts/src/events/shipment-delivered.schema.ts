import { IsoDateTime } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';
import { shipmentFields } from '../shipment-fields.ts';

/** A shipment arrived. Tells all that its dispatch told, for it may be heard first. */
export default eventContract(
  'ShipmentDelivered',
  1,
  Type.Object({
    ...shipmentFields,
    deliveredAt: IsoDateTime,
  }),
);
