import { environment } from '#libs/config';
import { messageQueue } from '#libs/gateways';
import { eventQueueHandler, on } from '#libs/lambda';
import { fanOut } from '../controllers/fan-out.ts';
import { handleEvent } from '../controllers/handle-event.ts';
import { sqsDeliveryQueue } from '../gateways/delivery-queue.ts';
import { dynamoDbContacts } from '../gateways/dynamodb-contacts.ts';
import { dynamoDbDeliveryLog } from '../gateways/dynamodb-delivery-log.ts';
import { dynamoDbWebhookEndpoints } from '../gateways/dynamodb-webhook-endpoints.ts';
import { heardContracts, type HeardEvent } from '../models/heard-event.ts';
import type { MailedEvent } from '../models/mailed-event.ts';

const env = environment({
  CONTACTS_TABLE: 'text',
  EMAILS_QUEUE_URL: 'url',
  ENDPOINTS_TABLE: 'text',
  DELIVERIES_TABLE: 'text',
  DELIVERIES_QUEUE_URL: 'url',
});
const contacts = dynamoDbContacts(env.CONTACTS_TABLE);
const webhooks = {
  contacts,
  endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE }),
  deliveries: dynamoDbDeliveryLog(env.DELIVERIES_TABLE),
  queue: sqsDeliveryQueue(env.DELIVERIES_QUEUE_URL),
  now: () => new Date(),
};
const deps = {
  contacts,
  emails: messageQueue<MailedEvent>(env.EMAILS_QUEUE_URL),
  fanOut: (event: HeardEvent) => fanOut(event, webhooks),
};

export const handler = eventQueueHandler(
  ...heardContracts.map((contract) => on(contract, (event) => handleEvent(event, deps))),
);
