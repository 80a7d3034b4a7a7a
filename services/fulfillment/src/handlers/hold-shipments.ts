import { PaymentRefunded } from '#libs/contracts';
import { eventQueueHandler, on } from '#libs/lambda';
import { holdShipments } from '../controllers/hold-shipments.ts';
import { fulfillmentDependencies } from '../wiring/fulfillments.ts';

const deps = fulfillmentDependencies();

export const handler = eventQueueHandler(on(PaymentRefunded, (event) => holdShipments(event, deps)));
