import type { InvocationOptions } from '../../contract/function-invoker.ts';
import { parseTraceHeader } from '../../contract/trace-header.ts';
import type { AccessKey } from './function-environment.ts';

/** The record that a destination receives. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export interface DestinationRecord {
  readonly version: '1.0';
  readonly timestamp: string;
  readonly requestContext: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';
    readonly approximateInvokeCount: number;
  };
  readonly requestPayload: unknown;
  readonly responseContext?: {
    readonly statusCode: 200;
    readonly executedVersion: string;
    readonly functionError?: string;
  };
  readonly responsePayload?: unknown;
}

export interface Delivery {
  readonly targetArn: string;
  readonly body: string;
  /** Sent as message attributes, if the target supports them. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** The credentials of the function, whose role must allow the delivery. */
  readonly accessKey: AccessKey;
  /** The trace header of the invocation. */
  readonly trace: string | undefined;
}

export type Deliver = (delivery: Delivery) => Promise<void>;

/**
 * Sends a record to a queue, a topic or a function over the AWS endpoint, with the function's role.
 * @throws Error for another kind of destination, or if the call is denied
 */
export function createDeliver({
  endpointUrl,
  invokeAsync,
}: {
  endpointUrl: () => string;
  invokeAsync: (functionArn: string, event: unknown, options?: InvocationOptions) => Promise<void>;
}): Deliver {
  return async ({ targetArn, body, attributes = {}, accessKey, trace }) => {
    const [, , service, region, account, name] = targetArn.split(':');
    // Outside of Lambda the SDK sends no trace header, so the caller names itself in the user agent.
    const userAgentAppId = trace && parseTraceHeader(trace).parent;
    const client = {
      endpoint: endpointUrl(),
      region: region!,
      credentials: accessKey,
      ...(userAgentAppId !== undefined && { userAgentAppId }),
    };
    const MessageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([key, StringValue]) => [key, { DataType: 'String', StringValue }]),
    );
    // The SDK clients are loaded only if a function has a destination.
    if (service === 'sqs') {
      const { SQSClient, SendMessageCommand } = await import('@aws-sdk/client-sqs');
      const QueueUrl = `${endpointUrl()}/${account}/${name}`;
      await new SQSClient(client).send(
        new SendMessageCommand({ QueueUrl, MessageBody: body, MessageAttributes }),
      );
    } else if (service === 'sns') {
      const { SNSClient, PublishCommand } = await import('@aws-sdk/client-sns');
      await new SNSClient(client).send(
        new PublishCommand({ TopicArn: targetArn, Message: body, MessageAttributes }),
      );
    } else if (service === 'lambda') {
      await invokeAsync(targetArn, JSON.parse(body), { causes: [trace] });
    } else {
      throw new Error(`Unsupported destination ${targetArn}. Use the ARN of a queue, a topic or a function.`);
    }
  };
}
