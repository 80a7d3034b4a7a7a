import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';
import { shipmentFields } from '../shipment-fields.ts';

/** A carrier has a shipment, which may be a part of its order. */
export default eventContract('ShipmentDispatched', 1, Type.Object(shipmentFields));
