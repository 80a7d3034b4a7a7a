import { environment } from '#libs/config';
import { CheckoutSubmitted } from '#libs/contracts';
import { workflow } from '#libs/gateways';
import { eventQueueHandler, on } from '#libs/lambda';
import { startPlacement } from '../controllers/start-placement.ts';
import type { Placement } from '../models/placement.ts';

const env = environment({ PLACE_ORDER_ARN: 'arn' });
const deps = { placement: workflow<Placement>(env.PLACE_ORDER_ARN) };

export const handler = eventQueueHandler(on(CheckoutSubmitted, (event) => startPlacement(event, deps)));
