import { environment } from '#libs/config';
import { messageQueue } from '#libs/gateways';
import { eventQueueHandler, on } from '#libs/lambda';
import { handleEvent } from '../controllers/handle-event.ts';
import { dynamoDbContacts } from '../gateways/dynamodb-contacts.ts';
import { heardContracts } from '../models/heard-event.ts';
import type { MailedEvent } from '../models/mailed-event.ts';

const env = environment({ CONTACTS_TABLE: 'text', EMAILS_QUEUE_URL: 'text' });
const needs = {
  contacts: dynamoDbContacts(env.CONTACTS_TABLE),
  emails: messageQueue<MailedEvent>(env.EMAILS_QUEUE_URL),
};

export const handler = eventQueueHandler(
  ...heardContracts.map((contract) => on(contract, (event) => handleEvent(event, needs))),
);
