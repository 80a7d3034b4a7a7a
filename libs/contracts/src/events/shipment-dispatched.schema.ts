import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';
import { shipmentFields } from '../shipment-fields.ts';

/** A carrier accepted a shipment, which may contain only a part of the order. */
export default eventContract('ShipmentDispatched', 1, Type.Object(shipmentFields));
