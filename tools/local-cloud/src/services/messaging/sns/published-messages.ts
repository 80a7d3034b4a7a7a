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
  /** The trace header of the call that published it. */
  readonly trace: string | undefined;
}

/**
 * The messages that a Publish or PublishBatch call published, read from its form and its response.
 *
 * @param trace the trace header of the call
 * @returns an empty list for other calls.
 */
export function publishedMessages(
  form: URLSearchParams,
  response: string,
  trace?: string,
): readonly PublishedMessage[] {
  const topicArn = form.get('TopicArn') ?? '';
  if (form.get('Action') === 'Publish') {
    const messageId = /<MessageId>([^<]+)<\/MessageId>/.exec(response)?.[1];
    return messageId === undefined ? [] : [toMessage(form, '', { topicArn, messageId, trace })];
  }
  if (form.get('Action') !== 'PublishBatch') return [];
  const messageIds = new Map(
    [...response.matchAll(/<Id>([^<]+)<\/Id><MessageId>([^<]+)<\/MessageId>/g)].map(([, id, messageId]) => [
      id,
      messageId,
    ]),
  );
  return [...form.keys()].flatMap((field) => {
    const prefix = /^(PublishBatchRequestEntries\.member\.\d+\.)Id$/.exec(field)?.[1];
    const messageId = messageIds.get(form.get(field) ?? '');
    return prefix === undefined || messageId === undefined
      ? []
      : [toMessage(form, prefix, { topicArn, messageId, trace })];
  });
}

function toMessage(
  form: URLSearchParams,
  prefix: string,
  identity: { topicArn: string; messageId: string; trace: string | undefined },
): PublishedMessage {
  return {
    ...identity,
    message: form.get(`${prefix}Message`) ?? '',
    subject: form.get(`${prefix}Subject`) ?? undefined,
    attributes: toAttributes(form, `${prefix}MessageAttributes.entry.`),
  };
}

function toAttributes(form: URLSearchParams, prefix: string): Record<string, MessageAttribute> {
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
