import { CancelShipments } from '#libs/contracts';
import { taskCallback } from '#libs/gateways';
import { commandQueueHandler } from '#libs/lambda';
import { cancelShipments } from '../controllers/cancel-shipments.ts';
import { fulfillmentDependencies } from '../wiring/fulfillments.ts';

const deps = fulfillmentDependencies();

export const handler = commandQueueHandler(
  CancelShipments,
  (command) => cancelShipments(command, deps),
  taskCallback(),
);
