import { environment } from '#libs/config';
import { workflow } from '#libs/gateways';
import { changeHandler } from '#libs/lambda';
import { startCancellation, type CancellationStep } from '../controllers/start-cancellation.ts';

const env = environment({ CANCEL_ORDER_ARN: 'arn' });
const deps = { cancellation: workflow<CancellationStep>(env.CANCEL_ORDER_ARN) };

export const handler = changeHandler((recorded) => startCancellation(recorded, deps));
