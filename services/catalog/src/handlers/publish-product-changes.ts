import { environment } from '#libs/config';
import { eventTopic, messageQueue } from '#libs/gateways';
import { eventPublisher } from '#libs/lambda';
import { imagesUrl } from '../gateways/images-url.ts';
import { toProductEvents } from '../models/product-events.ts';

const env = environment({ TOPIC_ARN: 'arn', IMAGES_BUCKET: 'text', REJECTED_CHANGES_QUEUE_URL: 'url' });

export const handler = eventPublisher({
  source: 'catalog',
  topic: eventTopic(env.TOPIC_ARN),
  rejectedChanges: messageQueue(env.REJECTED_CHANGES_QUEUE_URL),
  toEvents: toProductEvents(imagesUrl(env.IMAGES_BUCKET)),
});
