import { OrderPlaced } from '#libs/contracts';
import { eventQueueHandler, on } from '#libs/lambda';
import { openShipment } from '../controllers/open-shipment.ts';
import { fulfillmentDependencies } from '../wiring/fulfillments.ts';

const deps = fulfillmentDependencies();

export const handler = eventQueueHandler(on(OrderPlaced, (event) => openShipment(event, deps)));
