import { expect, it } from '@jest/globals';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { messageQueue } from './message-queue.ts';

it('sends a message with its delay and tenant', async () => {
  const sent: object[] = [];
  const client = { send: async ({ input }: { input: object }) => void sent.push(input) };
  const queue = messageQueue('https://sqs.example.com/q', client as unknown as SQSClient);
  await queue.send({ text: 'now' });
  await queue.send({ text: 'soon' }, { delaySeconds: 5, tenant: 'c-1' });
  const QueueUrl = 'https://sqs.example.com/q';
  expect(sent).toEqual([
    { QueueUrl, MessageBody: '{"text":"now"}', DelaySeconds: 0 },
    { QueueUrl, MessageBody: '{"text":"soon"}', DelaySeconds: 5, MessageGroupId: 'c-1' },
  ]);
});
