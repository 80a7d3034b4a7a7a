import type { MessageAttributeValue } from '@aws-sdk/client-sqs';

/** A received message: hidden until it is released or deleted, or its visibility timeout ends. */
export interface Message {
  readonly id: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttributeValue>>;
  readonly sentAt: Date;
  /** How often it was received, including by `--show`. */
  readonly receiveCount: number;
  /** Of the request that caused it, where X-Ray follows it. */
  readonly traceHeader?: string | undefined;
}

/** What identifies a message for an operator. */
export interface Label {
  readonly type: string;
  readonly subject?: string | undefined;
  readonly correlationId?: string | undefined;
}

/** @returns the parsed JSON body; undefined for other content */
export function contentOf({ body }: Pick<Message, 'body'>): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** @returns what an event's envelope, an S3 event or the pointer to failed records says about itself */
export function labelOf(message: Pick<Message, 'body' | 'attributes'>): Label {
  const content = contentOf(message);
  const text = (...path: readonly string[]) => {
    const value = valueAt(content, path);
    return typeof value === 'string' ? value : undefined;
  };
  const functionName = text('requestContext', 'functionArn')?.split(':')[6];
  const type =
    text('type') ??
    message.attributes['type']?.StringValue ??
    text('Records', '0', 'eventName') ??
    (functionName && `failed: ${functionName}`);
  return {
    type: type ?? (content === undefined ? 'not JSON' : 'no type'),
    subject: text('subject') ?? text('Records', '0', 's3', 'object', 'key'),
    correlationId: text('correlationId'),
  };
}

/** The value at a path; list items by their index. */
export function valueAt(content: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined,
    content,
  );
}
