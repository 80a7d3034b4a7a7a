import type { SqsClient } from '#libs/aws';
import { queueClient } from './clients/queue-client.ts';

/** A queue to which a service sends work. */
export interface MessageQueue<T> {
  send(message: T, options?: SendOptions): Promise<void>;
}

/** Options of one message. */
export interface SendOptions {
  /** 0 to 900 (the maximum of SQS); 0 by default. */
  readonly delaySeconds?: number;
  /**
   * The tenant of the message. SQS fair queues keep a tenant with many messages from delaying the others.
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
   */
  readonly tenant?: string;
}

/** Creates a {@link MessageQueue} on SQS. Messages are sent as JSON. */
export const messageQueue = <T>(queueUrl: string, client: SqsClient = queueClient()): MessageQueue<T> => ({
  async send(message, { delaySeconds = 0, tenant } = {}) {
    await client.sendMessage({
      QueueUrl: queueUrl,
      MessageBody: JSON.stringify(message),
      DelaySeconds: delaySeconds,
      ...(tenant !== undefined && { MessageGroupId: tenant }),
    });
  },
});
