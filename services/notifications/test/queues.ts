import { runningCloud } from '#libs/testing';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

/** The service's queues on the running cloud. */
export function runningQueues() {
  const cloud = runningCloud();
  const client = new SQSClient(cloud.clientConfig);
  const urlOf = (logicalId: string) => cloud.ref('notifications', logicalId);
  return {
    close: () => client.destroy(),

    /** Sends messages in one batch; what is no text as JSON. */
    async send(logicalId: string, ...messages: unknown[]) {
      const Entries = messages.map((message, index) => ({
        Id: String(index),
        MessageBody: typeof message === 'string' ? message : JSON.stringify(message),
      }));
      await client.send(new SendMessageBatchCommand({ QueueUrl: await urlOf(logicalId), Entries }));
    },

    /** Up to ten bodies, which come back after a second. */
    async look(logicalId: string): Promise<string[]> {
      const QueueUrl = await urlOf(logicalId);
      const look = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 1 });
      return ((await client.send(look)).Messages ?? []).map(({ Body = '' }) => Body);
    },

    /** Shortens the time after which a failed message comes back, while `work` runs. */
    async comingBackAfter(logicalId: string, seconds: number, work: () => Promise<void>) {
      const QueueUrl = await urlOf(logicalId);
      const set = (VisibilityTimeout: string) =>
        client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout } }));
      const names = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout'] });
      const { Attributes = {} } = await client.send(names);
      await set(String(seconds));
      try {
        await work();
      } finally {
        await set(Attributes['VisibilityTimeout'] ?? '60');
      }
    },
  };
}
