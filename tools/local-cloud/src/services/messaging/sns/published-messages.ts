/** https://docs.aws.amazon.com/sns/latest/api/API_MessageAttributeValue.html */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export interface PublishedMessage {
  readonly topicArn: string;
  readonly messageId: string;
  readonly message: string;
  readonly subject: string | undefined;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
}

/**
 * The messages that a Publish or PublishBatch call put on a topic, read from its form and its answer.
 *
 * @returns an empty list for other calls.
 */
export function publishedMessages(form: URLSearchParams, answer: string): readonly PublishedMessage[] {
  const topicArn = form.get('TopicArn') ?? '';
  if (form.get('Action') === 'Publish') {
    const messageId = /<MessageId>([^<]+)<\/MessageId>/.exec(answer)?.[1];
    return messageId === undefined ? [] : [messageAt(form, '', { topicArn, messageId })];
  }
  if (form.get('Action') !== 'PublishBatch') return [];
  const messageIds = new Map(
    [...answer.matchAll(/<Id>([^<]+)<\/Id><MessageId>([^<]+)<\/MessageId>/g)].map(([, id, messageId]) => [
      id,
      messageId,
    ]),
  );
  return [...form.keys()].flatMap((field) => {
    const prefix = /^(PublishBatchRequestEntries\.member\.\d+\.)Id$/.exec(field)?.[1];
    const messageId = messageIds.get(form.get(field) ?? '');
    return prefix === undefined || messageId === undefined
      ? []
      : [messageAt(form, prefix, { topicArn, messageId })];
  });
}

function messageAt(
  form: URLSearchParams,
  prefix: string,
  identity: { topicArn: string; messageId: string },
): PublishedMessage {
  return {
    ...identity,
    message: form.get(`${prefix}Message`) ?? '',
    subject: form.get(`${prefix}Subject`) ?? undefined,
    attributes: attributesAt(form, `${prefix}MessageAttributes.entry.`),
  };
}

function attributesAt(form: URLSearchParams, prefix: string): Record<string, MessageAttribute> {
  const attributes: Record<string, MessageAttribute> = {};
  for (const [field, name] of form) {
    if (!field.startsWith(prefix) || !field.endsWith('.Name')) continue;
    const value = `${field.slice(0, -'Name'.length)}Value.`;
    const text = form.get(`${value}StringValue`);
    const binary = form.get(`${value}BinaryValue`);
    attributes[name] = {
      DataType: form.get(`${value}DataType`) ?? 'String',
      ...(text !== null && { StringValue: text }),
      ...(binary !== null && { BinaryValue: binary }),
    };
  }
  return attributes;
}
