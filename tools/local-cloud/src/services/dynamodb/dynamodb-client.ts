import { Agent, request as httpRequest } from 'node:http';
import type { AwsResponse } from '../../contract/aws-request.ts';

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

/** Creates a client of the engine at a port of 127.0.0.1 with keep-alive connections. */
export function createDynamoDbClient({ port }: { readonly port: number }): DynamoDbClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });

  const forward = (target: string, body: Buffer) =>
    new Promise<AwsResponse>((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'content-length': body.length,
        'x-amz-target': target,
        'x-amz-date': '20260101T000000Z',
        authorization: AUTHORIZATION,
      };
      httpRequest({ host: '127.0.0.1', port, agent, method: 'POST', path: '/', headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const responseBody =
            chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
          resolve({
            status: response.statusCode ?? 500,
            headers: responseHeaders(response.headers),
            body: responseBody,
          });
        });
      })
        .on('error', reject)
        .end(body);
    });

  return {
    forward,
    async send<Output>(operation: string, input: object) {
      const response = await forward(toTarget(operation), Buffer.from(JSON.stringify(input)));
      const output: unknown = JSON.parse(response.body.toString());
      if (response.status === 200) return output as Output;
      throw toDynamoDbError(operation, output);
    },
    close: () => agent.destroy(),
  };
}

// The headers that the SDK reads; the checksum detects a truncated body.
const RESPONSE_HEADERS = ['content-type', 'x-amzn-requestid', 'x-amz-crc32'];
const responseHeaders = (headers: Readonly<Record<string, string | string[] | undefined>>) =>
  Object.fromEntries(
    RESPONSE_HEADERS.map((name) => [name, headers[name]]).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
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
