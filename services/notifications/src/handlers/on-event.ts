import { environment } from '#libs/config';
import { messageQueue } from '#libs/gateways';
import { eventQueueHandler, on } from '#libs/lambda';
import { fanOut } from '../controllers/fan-out.ts';
import { handleEvent } from '../controllers/handle-event.ts';
import { sqsDeliveryQueue } from '../gateways/delivery-queue.ts';
import { dynamoDbContactProjectionRepository } from '../gateways/dynamodb-contact-projection-repository.ts';
import { dynamoDbDeliveryRepository } from '../gateways/dynamodb-delivery-repository.ts';
import { dynamoDbWebhookEndpointRepository } from '../gateways/dynamodb-webhook-endpoint-repository.ts';
import { consumedContracts, type ConsumedEvent } from '../models/consumed-event.ts';
import type { EmailedEvent } from '../models/emailed-event.ts';

const env = environment({
  CONTACT_PROJECTIONS_TABLE: 'text',
  EMAILS_QUEUE_URL: 'url',
  ENDPOINTS_TABLE: 'text',
  DELIVERIES_TABLE: 'text',
  DELIVERIES_QUEUE_URL: 'url',
});
const contacts = dynamoDbContactProjectionRepository(env.CONTACT_PROJECTIONS_TABLE);
const webhooks = {
  contacts,
  endpoints: dynamoDbWebhookEndpointRepository({ endpoints: env.ENDPOINTS_TABLE }),
  deliveries: dynamoDbDeliveryRepository(env.DELIVERIES_TABLE),
  queue: sqsDeliveryQueue(env.DELIVERIES_QUEUE_URL),
  now: () => new Date(),
};
const deps = {
  contacts,
  emails: messageQueue<EmailedEvent>(env.EMAILS_QUEUE_URL),
  fanOut: (event: ConsumedEvent) => fanOut(event, webhooks),
};

export const handler = eventQueueHandler(
  ...consumedContracts.map((contract) => on(contract, (event) => handleEvent(event, deps))),
);
