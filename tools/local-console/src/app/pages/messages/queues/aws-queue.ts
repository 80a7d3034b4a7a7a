import type { Message } from '../../../../../../operations/src/redrive/messages/message.ts';
import type { MessageQueue } from '../../../../../../operations/src/redrive/messages/message-queue.ts';

/** A message of ReceiveMessage. */
interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body?: string;
  readonly MessageAttributes?: Message['attributes'];
  readonly Attributes?: Readonly<Record<string, string>>;
}

type CallAws = <Result>(service: string, operation: string, input: object) => Promise<Result>;

const BATCH_SIZE = 10;

/**
 * A queue of SQS, through the calls of the console, as `npx nx redrive` reads it.
 * @param hiddenSeconds  the visibility timeout: how long received messages stay hidden if the page is closed
 */
export function awsQueue(QueueUrl: string, callAws: CallAws, hiddenSeconds: number): MessageQueue {
  const call = <Result>(operation: string, input: object) =>
    callAws<Result>('sqs', operation, { QueueUrl, ...input });
  return {
    async depth() {
      const { Attributes: found } = await call<{ Attributes: Record<string, string> }>('GetQueueAttributes', {
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      });
      return {
        visible: Number(found['ApproximateNumberOfMessages'] ?? 0),
        hidden: Number(found['ApproximateNumberOfMessagesNotVisible'] ?? 0),
      };
    },
    async receive() {
      const { Messages = [] } = await call<{ Messages?: readonly ReceivedMessage[] }>('ReceiveMessage', {
        MaxNumberOfMessages: BATCH_SIZE,
        VisibilityTimeout: hiddenSeconds,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      });
      return Messages.map(toMessage);
    },
    async send({ body, attributes, traceHeader }) {
      await call('SendMessage', {
        MessageBody: body,
        MessageAttributes: attributes,
        ...(traceHeader !== undefined && {
          MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } },
        }),
      });
    },
    async delete({ receiptHandle }) {
      await call('DeleteMessage', { ReceiptHandle: receiptHandle });
    },
    async release(messages) {
      for (let first = 0; first < messages.length; first += BATCH_SIZE) {
        const Entries = messages.slice(first, first + BATCH_SIZE).map(({ receiptHandle }, index) => ({
          Id: String(index),
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: 0,
        }));
        await call('ChangeMessageVisibilityBatch', { Entries });
      }
    },
  };
}

function toMessage({
  MessageId,
  ReceiptHandle,
  Body,
  MessageAttributes,
  Attributes,
}: ReceivedMessage): Message {
  return {
    id: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body ?? '',
    attributes: MessageAttributes ?? {},
    sentAt: new Date(Number(Attributes?.['SentTimestamp'] ?? 0)),
    receiveCount: Number(Attributes?.['ApproximateReceiveCount'] ?? 0),
    traceHeader: Attributes?.['AWSTraceHeader'],
  };
}
