import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type Message as SqsMessage,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Message } from './message.ts';
import { HIDDEN_SECONDS, type MessageQueue } from './message-queue.ts';

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
const BATCH_SIZE = 10;
// Long polling queries all SQS servers; short polling may return nothing although there are messages.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
const WAIT_SECONDS = 1;

/** A queue of SQS. @param queueUrl  what `!Ref` of it gives */
export function sqsQueue(queueUrl: string, client: SQSClient): MessageQueue {
  const QueueUrl = queueUrl;
  return {
    async depth() {
      const { Attributes: found = {} } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl,
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      );
      return {
        visible: Number(found['ApproximateNumberOfMessages'] ?? 0),
        hidden: Number(found['ApproximateNumberOfMessagesNotVisible'] ?? 0),
      };
    },
    async receive() {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: BATCH_SIZE,
          VisibilityTimeout: HIDDEN_SECONDS,
          WaitTimeSeconds: WAIT_SECONDS,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        }),
      );
      return Messages.map(messageFrom);
    },
    async send({ body, attributes, traceHeader }) {
      const trace = traceHeader !== undefined && {
        MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } },
      };
      await client.send(
        new SendMessageCommand({
          QueueUrl,
          MessageBody: body,
          MessageAttributes: { ...attributes },
          ...trace,
        }),
      );
    },
    async delete({ receiptHandle }) {
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receiptHandle }));
    },
    async release(messages) {
      for (let first = 0; first < messages.length; first += BATCH_SIZE) {
        const Entries = messages.slice(first, first + BATCH_SIZE).map(({ receiptHandle }, index) => ({
          Id: String(index),
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: 0,
        }));
        await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
      }
    },
  };
}

function messageFrom(received: SqsMessage): Message {
  const {
    MessageId = '',
    ReceiptHandle = '',
    Body = '',
    Attributes: system = {},
    MessageAttributes = {},
  } = received;
  const known: Readonly<Record<string, string>> = system;
  return {
    id: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: MessageAttributes,
    sentAt: new Date(Number(known['SentTimestamp'] ?? 0)),
    receiveCount: Number(known['ApproximateReceiveCount'] ?? 0),
    traceHeader: known['AWSTraceHeader'],
  };
}
