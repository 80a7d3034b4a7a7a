import { environment } from '#libs/config';
import { eventQueueHandler, on } from '#libs/lambda';
import { handleEvent } from '../controllers/handle-event.ts';
import { dynamoDbContacts } from '../gateways/dynamodb-contacts.ts';
import { heardContracts } from '../models/heard-event.ts';

const env = environment({ CONTACTS_TABLE: 'text' });
const needs = { contacts: dynamoDbContacts(env.CONTACTS_TABLE) };

export const handler = eventQueueHandler(
  ...heardContracts.map((contract) => on(contract, (event) => handleEvent(event, needs))),
);
