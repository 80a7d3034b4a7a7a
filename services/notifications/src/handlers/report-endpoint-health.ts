import { environment } from '#libs/config';
import type { EventOf } from '#libs/contracts';
import { messageQueue } from '#libs/gateways';
import { changeHandler } from '#libs/lambda';
import { reportEndpointHealth } from '../controllers/report-endpoint-health.ts';
import type EndpointStopped from '../models/endpoint-stopped.schema.ts';

const env = environment({ EMAILS_QUEUE_URL: 'text' });
const needs = { emails: messageQueue<EventOf<typeof EndpointStopped>>(env.EMAILS_QUEUE_URL) };

export const handler = changeHandler((recorded) => reportEndpointHealth(recorded, needs));
