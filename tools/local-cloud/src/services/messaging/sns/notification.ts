import type { PublishedMessage } from './published-messages.ts';

/** The notification that subscribers receive. https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
export const toNotification = ({ topicArn, messageId, message, subject, attributes }: PublishedMessage) => ({
  Type: 'Notification',
  MessageId: messageId,
  TopicArn: topicArn,
  Subject: subject ?? null,
  Message: message,
  Timestamp: new Date().toISOString(),
  MessageAttributes: Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: StringValue ?? BinaryValue ?? '' },
    ]),
  ),
});
