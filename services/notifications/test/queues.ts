import { runningCloud } from '#libs/testing';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

/** The queues of the service on the local cloud. */
export function runningQueues() {
  const cloud = runningCloud();
  const client = new SQSClient(cloud.clientConfig);
  const getUrl = (logicalId: string) => cloud.ref('notifications', logicalId);
  return {
    close: () => client.destroy(),

    /** Sends messages in one batch; serializes objects as JSON. */
    async send(logicalId: string, ...messages: unknown[]) {
      const Entries = messages.map((message, index) => ({
        Id: String(index),
        MessageBody: typeof message === 'string' ? message : JSON.stringify(message),
      }));
      await client.send(new SendMessageBatchCommand({ QueueUrl: await getUrl(logicalId), Entries }));
    },

    /** Reads up to ten message bodies, which become visible again after a second. */
    async peek(logicalId: string): Promise<string[]> {
      const QueueUrl = await getUrl(logicalId);
      const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 1 });
      return ((await client.send(receive)).Messages ?? []).map(({ Body = '' }) => Body);
    },

    /** Changes the visibility timeout of a queue while `work` runs. */
    async withVisibilityTimeout(logicalId: string, seconds: number, work: () => Promise<void>) {
      const QueueUrl = await getUrl(logicalId);
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
