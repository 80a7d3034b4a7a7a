import { AppError } from '#libs/errors';
import { correlationId } from '#libs/logging';
import { toAsciiEmailAddress } from '#libs/schema';
import { isAwsError, sesClient } from '#libs/aws';
import type { Mailer } from './mailer.ts';

interface Settings {
  /** `Tradewind <orders@example.com>`, a verified SES identity. */
  readonly sender: string;
  readonly configurationSet: string;
}

/**
 * Sends with SES, without retries: after a timeout it is unknown whether the email was sent, so the queue retries it, and
 * the email record prevents a duplicate.
 */
export const sesMailer = (
  { sender, configurationSet }: Settings,
  client = sesClient({ maxAttempts: 1, connectionTimeout: 1_000, requestTimeout: 5_000 }),
): Mailer => ({
  async send({ to, subject, text, html }) {
    const utf8 = (data: string) => ({ Data: data, Charset: 'UTF-8' });
    try {
      const { MessageId = '' } = await client.sendEmail({
        FromEmailAddress: sender,
        ConfigurationSetName: configurationSet,
        Destination: { ToAddresses: [toAsciiEmailAddress(to)] },
        Content: {
          Simple: {
            Subject: utf8(subject),
            Body: { Text: utf8(text), Html: utf8(html) },
            // Lets support find the logs of an email that a customer forwards.
            Headers: [{ Name: 'X-Correlation-Id', Value: correlationId() }],
          },
        },
      });
      return MessageId;
    } catch (error) {
      if (isPermanent(error)) throw new AppError('unprocessable', 'email.rejected', { cause: error });
      throw error;
    }
  },
});

/**
 * Whether SES rejects this email permanently. SES uses the same error for an identity that is not verified, which an
 * operator can fix.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors
 */
const isPermanent = (error: unknown): error is Error =>
  isAwsError(error, 'BadRequestException') ||
  (isAwsError(error, 'MessageRejected') && !/not verified/i.test(error.message));
