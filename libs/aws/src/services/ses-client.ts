import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { awsClient, type ClientConfig, type ClientDependencies } from '../aws-client.ts';
import { parseJsonError } from '../protocols/json-errors.ts';

/** Sends email with version 2 of the SES API. */
export interface SesClient {
  /** Sends simple content; raw content and attachments contain bytes, which this client does not encode. */
  sendEmail(input: SendEmailCommandInput): Promise<{ readonly MessageId?: string }>;
}

/** Creates a {@link SesClient}. https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
export function sesClient(config?: ClientConfig, dependencies?: Partial<ClientDependencies>): SesClient {
  const client = awsClient(service, config, dependencies);
  return {
    async sendEmail(input) {
      const { body } = await client.send({
        path: '/v2/email/outbound-emails',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      return JSON.parse(body) as { MessageId?: string };
    },
  };
}

const service = {
  hostPrefix: 'email',
  environmentName: 'SESV2',
  signingName: 'ses',
  parseError: parseJsonError,
} as const;
