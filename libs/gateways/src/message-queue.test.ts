import { expect, it } from '@jest/globals';
import type { SqsClient } from '#libs/aws';
import { messageQueue } from './message-queue.ts';

it('sends a message with its delay and tenant', async () => {
  const sent: object[] = [];
  const sendMessage: SqsClient['sendMessage'] = async (input) => {
    sent.push(input);
    return { $metadata: {}, MessageId: 'm-1', MD5OfMessageBody: '' };
  };
  const queue = messageQueue('https://sqs.example.com/q', { sendMessage } as Partial<SqsClient> as SqsClient);
  await queue.send({ text: 'now' });
  await queue.send({ text: 'soon' }, { delaySeconds: 5, tenant: 'c-1' });
  const QueueUrl = 'https://sqs.example.com/q';
  expect(sent).toEqual([
    { QueueUrl, MessageBody: '{"text":"now"}', DelaySeconds: 0 },
    { QueueUrl, MessageBody: '{"text":"soon"}', DelaySeconds: 5, MessageGroupId: 'c-1' },
  ]);
});
