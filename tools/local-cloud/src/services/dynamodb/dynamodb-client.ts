import type { AwsResponse } from '../../contract/aws-request.ts';
import { errorResponse } from '../../contract/error-response.ts';
import { openEngineConnection } from './engine-connection.ts';
import { createEngineConnections } from './engine-connections.ts';
import type { RunningEngine } from './running-engine.ts';

/** The HTTP API of the engine: `forward` passes raw requests through, `send` makes the local cloud's own calls. */
export interface DynamoDbClient {
  forward(target: string, body: Buffer): Promise<AwsResponse>;
  /** @throws Error whose name is the DynamoDB error, such as `ResourceNotFoundException` */
  send<Output>(operation: string, input: object): Promise<Output>;
  close(): void;
}

// The DynamoDB and DynamoDB Streams APIs share a port; the target prefix selects the API.
const STREAM_OPERATIONS = new Set(['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords']);
export const toTarget = (operation: string): string =>
  `${STREAM_OPERATIONS.has(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810'}.${operation}`;

// A fixed key, because an engine may separate tables by access key, but all principals share one account.
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

const MAX_CONNECTIONS = 64;

/**
 * Creates a client of the engine at a port of 127.0.0.1 with keep-alive connections.
 * @param port the current port; calls wait while the engine starts again
 */
export function createDynamoDbClient({ port }: Pick<RunningEngine, 'port'>): DynamoDbClient {
  let currentPort = 0;
  const connections = createEngineConnections({
    open: () => openEngineConnection({ port: currentPort }),
    maxConnections: MAX_CONNECTIONS,
  });

  async function forward(target: string, body: Buffer): Promise<AwsResponse> {
    const ready = port();
    currentPort = typeof ready === 'number' ? ready : await ready;
    // One write of one buffer wakes the engine once.
    const request = Buffer.concat([toHead(target, body.length, currentPort), body]);
    const response = await connections.exchange(request).catch(() => endedConnection);
    return { ...response, headers: responseHeaders(response.headers) };
  }

  return {
    forward,
    async send<Output>(operation: string, input: object) {
      const response = await forward(toTarget(operation), Buffer.from(JSON.stringify(input)));
      const output: unknown = JSON.parse(response.body.toString());
      if (response.status === 200) return output as Output;
      throw toDynamoDbError(operation, output);
    },
    close: connections.close,
  };
}

/** The engine ended during the call, which may have taken effect: DynamoDB answers such calls with 500. */
const endedConnection = errorResponse('dynamodb', {
  name: 'InternalServerError',
  message: 'The database process ended.',
  status: 500,
});

const toHead = (target: string, length: number, port: number): Buffer =>
  Buffer.from(
    `POST / HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: ${length}\r\n` +
      `x-amz-target: ${target}\r\nx-amz-date: 20260101T000000Z\r\nauthorization: ${AUTHORIZATION}\r\n\r\n`,
    'latin1',
  );

// The headers that the SDK reads; the checksum detects a truncated body.
const RESPONSE_HEADERS = ['content-type', 'x-amzn-requestid', 'x-amz-crc32'];
const responseHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    RESPONSE_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );

function toDynamoDbError(operation: string, output: unknown): Error {
  const { __type: type = 'InternalServerError', message = '' } = output as {
    __type?: string;
    message?: string;
  };
  const error = new Error(`${operation}: ${message}`);
  error.name = type.split('#').at(-1) ?? type;
  return error;
}
