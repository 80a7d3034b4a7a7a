import { setTimeout as pause } from 'node:timers/promises';
import { environment } from '#libs/config';
import { dynamoDbRecordRepository } from '#libs/gateways';
import { eventQueueHandler, on } from '#libs/lambda';
import { emailCustomer } from '../controllers/email-customer.ts';
import { emailEndpointOwner } from '../controllers/email-endpoint-owner.ts';
import { dynamoDbContactProjectionRepository } from '../gateways/dynamodb-contact-projection-repository.ts';
import { sesMailer } from '../gateways/ses-mailer.ts';
import type { EmailRecord } from '../models/email.ts';
import EndpointUnavailable from '../models/endpoint-unavailable.schema.ts';
import { emailedContracts } from '../models/emailed-event.ts';
import { emailLimits } from '../wiring/email-limits.ts';

const env = environment({
  CONTACT_PROJECTIONS_TABLE: 'text',
  EMAILS_TABLE: 'text',
  EMAIL_SENDER: 'text',
  CONFIGURATION_SET: 'text',
});
const deps = {
  contacts: dynamoDbContactProjectionRepository(env.CONTACT_PROJECTIONS_TABLE),
  emailRecords: dynamoDbRecordRepository<EmailRecord>(env.EMAILS_TABLE, ['emailId']),
  mailer: sesMailer({ sender: env.EMAIL_SENDER, configurationSet: env.CONFIGURATION_SET }),
  limits: emailLimits(),
  now: () => new Date(),
  pause: (milliseconds: number) => pause(milliseconds),
};

export const handler = eventQueueHandler(
  ...emailedContracts.map((contract) => on(contract, (event) => emailCustomer(event, deps))),
  on(EndpointUnavailable, (event) => emailEndpointOwner(event, deps)),
);
