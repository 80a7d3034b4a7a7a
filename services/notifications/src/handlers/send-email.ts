import { environment } from '#libs/config';
import { dynamoDbRecordRepository } from '#libs/gateways';
import { eventQueueHandler, on } from '#libs/lambda';
import { writeToBuyer } from '../controllers/write-to-buyer.ts';
import { writeToOwner } from '../controllers/write-to-owner.ts';
import { dynamoDbContacts } from '../gateways/dynamodb-contacts.ts';
import { sesMailer } from '../gateways/ses-mailer.ts';
import type { EmailRecord } from '../models/email.ts';
import EndpointStopped from '../models/endpoint-stopped.schema.ts';
import { mailedContracts } from '../models/mailed-event.ts';

const env = environment({
  CONTACTS_TABLE: 'text',
  EMAILS_TABLE: 'text',
  EMAIL_SENDER: 'text',
  CONFIGURATION_SET: 'text',
});
const deps = {
  contacts: dynamoDbContacts(env.CONTACTS_TABLE),
  emailRecords: dynamoDbRecordRepository<EmailRecord>(env.EMAILS_TABLE, ['emailId']),
  mailer: sesMailer({ sender: env.EMAIL_SENDER, configurationSet: env.CONFIGURATION_SET }),
  now: () => new Date(),
};

export const handler = eventQueueHandler(
  ...mailedContracts.map((contract) => on(contract, (event) => writeToBuyer(event, deps))),
  on(EndpointStopped, (event) => writeToOwner(event, deps)),
);
