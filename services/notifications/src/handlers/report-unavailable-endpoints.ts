import { environment } from '#libs/config';
import { messageQueue } from '#libs/gateways';
import { eventPublisher } from '#libs/lambda';
import { eventQueue } from '../gateways/event-queue.ts';
import { toEndpointEvents } from '../models/endpoint-events.ts';

const env = environment({ EMAILS_QUEUE_URL: 'url', REJECTED_CHANGES_QUEUE_URL: 'url' });

export const handler = eventPublisher({
  source: 'notifications',
  topic: eventQueue(env.EMAILS_QUEUE_URL),
  rejectedChanges: messageQueue(env.REJECTED_CHANGES_QUEUE_URL),
  toEvents: toEndpointEvents,
});
