import { Agent, request as httpRequest } from 'node:http';
import type { AwsResponse } from '../../contract/aws-request.ts';

/** The engine's HTTP API: raw for calls passed through, and by operation for the local cloud's own. */
export interface DynamoDbClient {
  forward(target: string, body: Buffer): Promise<AwsResponse>;
  /** @throws Error named as DynamoDB's error: `ResourceNotFoundException`. */
  send<Output>(operation: string, input: object): Promise<Output>;
  close(): void;
}

// DynamoDB's two APIs share a port, and are told apart by the version in front of the operation.
const STREAM_OPERATIONS = new Set(['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords']);
export const targetOf = (operation: string): string =>
  `${STREAM_OPERATIONS.has(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810'}.${operation}`;

// One fixed key: the engine may keep tables apart by access key, but all principals share one account.
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

/** A client of the engine at a port of 127.0.0.1, over connections that stay open. */
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
          const answer = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
          resolve({
            status: response.statusCode ?? 500,
            headers: answerHeaders(response.headers),
            body: answer,
          });
        });
      })
        .on('error', reject)
        .end(body);
    });

  return {
    forward,
    async send<Output>(operation: string, input: object) {
      const response = await forward(targetOf(operation), Buffer.from(JSON.stringify(input)));
      const answer: unknown = JSON.parse(response.body.toString());
      if (response.status === 200) return answer as Output;
      throw dynamoDbError(operation, answer);
    },
    close: () => agent.destroy(),
  };
}

// What the SDK reads: the checksum guards against a body cut short.
const ANSWER_HEADERS = ['content-type', 'x-amzn-requestid', 'x-amz-crc32'];
const answerHeaders = (headers: Readonly<Record<string, string | string[] | undefined>>) =>
  Object.fromEntries(
    ANSWER_HEADERS.map((name) => [name, headers[name]]).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

function dynamoDbError(operation: string, answer: unknown): Error {
  const { __type: type = 'InternalServerError', message = '' } = answer as {
    __type?: string;
    message?: string;
  };
  const error = new Error(`${operation}: ${message}`);
  error.name = type.split('#').at(-1) ?? type;
  return error;
}
