import { AppError } from '#libs/errors';
import { correlationId } from '#libs/logging';
import { BadRequestException, MessageRejected, SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Mailer } from './mailer.ts';

interface Settings {
  /** `Tradewind <orders@example.com>`, of an identity that SES has verified. */
  readonly sender: string;
  readonly configurationSet: string;
}

/**
 * SES. One try for each call: after a time-out nobody knows whether the e-mail went out, so trying again is left to
 * the queue, which takes its time, and to the record of what was sent.
 */
export const sesMailer = (
  { sender, configurationSet }: Settings,
  client = new SESv2Client({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  }),
): Mailer => ({
  async send({ to, subject, text, html }) {
    const utf8 = (data: string) => ({ Data: data, Charset: 'UTF-8' });
    const command = new SendEmailCommand({
      FromEmailAddress: sender,
      ConfigurationSetName: configurationSet,
      Destination: { ToAddresses: [to] },
      Content: {
        Simple: {
          Subject: utf8(subject),
          Body: { Text: utf8(text), Html: utf8(html) },
          // Whoever asks about an e-mail forwards it, and with it the way to all that led to it.
          Headers: [{ Name: 'X-Correlation-Id', Value: correlationId() }],
        },
      },
    });
    try {
      const { MessageId = '' } = await client.send(command);
      return MessageId;
    } catch (error) {
      if (isForGood(error)) throw new AppError('unprocessable', 'email.rejected', { cause: error });
      throw error;
    }
  },
});

/**
 * SES refuses this e-mail whenever it is sent. An identity that is not verified (yet, or in the sandbox) is refused
 * by the same error, and is for us to mend.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors
 */
const isForGood = (error: unknown): error is Error =>
  error instanceof BadRequestException ||
  (error instanceof MessageRejected && !/not verified/i.test(error.message));
