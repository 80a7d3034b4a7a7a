import type {
  MessageAttributeValue,
  PublishBatchCommandInput,
  PublishCommandInput,
} from '@aws-sdk/client-sns';
import { awsClient, type ClientConfig, type ClientDependencies } from '../aws-client.ts';
import type { ErrorResponse } from '../aws-error.ts';
import type { HttpResponse } from '../http/transport.ts';
import { parseQueryError, toQueryBody, type QueryValue } from '../protocols/query.ts';
import { elementsAt, parseXml, textAt, type XmlElement } from '../protocols/xml.ts';

/** A message that SNS did not publish. */
export interface RejectedEntry {
  readonly Id: string | undefined;
  readonly Code: string | undefined;
  readonly Message: string | undefined;
  readonly SenderFault: boolean;
}

/** A message that SNS published. */
export interface PublishedEntry {
  readonly Id: string | undefined;
  readonly MessageId: string | undefined;
}

/** Publishes messages with text attributes to topics of SNS. */
export interface SnsClient {
  publish(input: PublishCommandInput): Promise<{ readonly MessageId?: string | undefined }>;
  publishBatch(input: PublishBatchCommandInput): Promise<{
    readonly Successful: readonly PublishedEntry[];
    readonly Failed: readonly RejectedEntry[];
  }>;
}

/** Creates an {@link SnsClient}. SNS has only the query protocol. */
export function snsClient(config?: ClientConfig, dependencies?: Partial<ClientDependencies>): SnsClient {
  const client = awsClient(service, config, dependencies);
  const call = async (operation: string, parameters: Readonly<Record<string, QueryValue>>) => {
    const { body } = await client.send({
      path: '/',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: toQueryBody({ Action: operation, Version: '2010-03-31', ...parameters }),
    });
    const [result] = elementsAt(parseXml(body), `${operation}Response`, `${operation}Result`);
    return result;
  };
  return {
    async publish(input) {
      const result = await call('Publish', toParameters(input));
      return { MessageId: textAt(result, 'MessageId') };
    },
    async publishBatch({ TopicArn, PublishBatchRequestEntries = [] }) {
      const result = await call('PublishBatch', {
        TopicArn,
        PublishBatchRequestEntries: PublishBatchRequestEntries.map(toParameters),
      });
      return {
        Successful: elementsAt(result, 'Successful', 'member').map((entry) => ({
          Id: textAt(entry, 'Id'),
          MessageId: textAt(entry, 'MessageId'),
        })),
        Failed: elementsAt(result, 'Failed', 'member').map(toRejected),
      };
    },
  };
}

type Message = Readonly<Record<string, unknown>> & {
  readonly MessageAttributes?: Record<string, MessageAttributeValue> | undefined;
};

const toParameters = ({ MessageAttributes = {}, ...fields }: Message | PublishCommandInput) => {
  const attributes = Object.entries(MessageAttributes);
  return {
    ...(fields as Readonly<Record<string, string | undefined>>),
    // The entries of a map have names of their own: MessageAttributes.entry.1.Name.
    ...Object.fromEntries(
      attributes.map(([Name, { DataType, StringValue }], index) => [
        `MessageAttributes.entry.${index + 1}`,
        { Name, Value: { DataType, StringValue } },
      ]),
    ),
  };
};

const toRejected = (entry: XmlElement): RejectedEntry => ({
  Id: textAt(entry, 'Id'),
  Code: textAt(entry, 'Code'),
  Message: textAt(entry, 'Message'),
  SenderFault: textAt(entry, 'SenderFault') === 'true',
});

const service = {
  hostPrefix: 'sns',
  environmentName: 'SNS',
  signingName: 'sns',
  parseError,
} as const;

// The codes that the SDK's errors of Publish and PublishBatch have with this suffix.
const SUFFIXED = new Set([
  'AuthorizationError',
  'BatchEntryIdsNotDistinct',
  'BatchRequestTooLong',
  'EmptyBatchRequest',
  'EndpointDisabled',
  'InternalError',
  'InvalidBatchEntryId',
  'InvalidParameter',
  'InvalidSecurity',
  'KMSAccessDenied',
  'KMSDisabled',
  'KMSInvalidState',
  'KMSNotFound',
  'KMSOptInRequired',
  'KMSThrottling',
  'NotFound',
  'PlatformApplicationDisabled',
  'Throttled',
  'TooManyEntriesInBatchRequest',
]);

function parseError(response: HttpResponse): ErrorResponse {
  const error = parseQueryError(response);
  return SUFFIXED.has(error.name) ? { ...error, name: `${error.name}Exception` } : error;
}
