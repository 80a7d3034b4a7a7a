import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { queueClient } from './clients/queue-client.ts';

/** A queue that this service sends work to. */
export interface MessageQueue<T> {
  /** @param delaySeconds  0 to 900, the most SQS allows */
  send(message: T, delaySeconds?: number): Promise<void>;
}

export const messageQueue = <T>(queueUrl: string, client: SQSClient = queueClient()): MessageQueue<T> => ({
  async send(message, delaySeconds = 0) {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(message),
        DelaySeconds: delaySeconds,
      }),
    );
  },
});
