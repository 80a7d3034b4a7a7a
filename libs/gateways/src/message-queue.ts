import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { queueClient } from './clients/queue-client.ts';

/** A queue that this service sends work to. */
export interface MessageQueue<T> {
  send(message: T, options?: SendOptions): Promise<void>;
}

export interface SendOptions {
  /** 0 to 900, the most SQS allows. */
  readonly delaySeconds?: number;
  /**
   * Whose message it is, where one may hold up others: SQS then prefers those who take little of the consumer's time.
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
   */
  readonly tenant?: string;
}

export const messageQueue = <T>(queueUrl: string, client: SQSClient = queueClient()): MessageQueue<T> => ({
  async send(message, { delaySeconds = 0, tenant } = {}) {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(message),
        DelaySeconds: delaySeconds,
        ...(tenant !== undefined && { MessageGroupId: tenant }),
      }),
    );
  },
});
