import { environment } from '#libs/config';
import { eventTopic } from '#libs/gateways';
import { eventPublisher } from '#libs/lambda';
import { imagesUrl } from '../gateways/images-url.ts';
import { toProductEvents } from '../models/product-events.ts';

const env = environment({ TOPIC_ARN: 'arn', IMAGES_BUCKET: 'text' });

export const handler = eventPublisher({
  source: 'catalog',
  topic: eventTopic(env.TOPIC_ARN),
  toEvents: toProductEvents(imagesUrl(env.IMAGES_BUCKET)),
});
