import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { apiTasks } from './api-tasks.ts';

let server: Server;
let answer: { status: number; body: string };
let received: { headers: IncomingHttpHeaders; body: string };

beforeEach(async () => {
  server = createServer(async (request, response) => {
    received = { headers: request.headers, body: Buffer.concat(await request.toArray()).toString() };
    response.writeHead(answer.status).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const run = async (task: string, input: JsonObject): Promise<Json> => {
  const tasks = apiTasks({
    endpointUrl: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentialsOf: ({ name }) => ({ accessKeyId: `key-of-${name}`, secretAccessKey: 'secret' }),
  });
  return tasks[task]!.call({
    input,
    pattern: 'request',
    caller: { principal: { kind: 'role', name: 'saga', roleArn: 'role' }, executionArn: 'execution' },
    signal: new AbortController().signal,
  });
};

describe('a task that calls an API', () => {
  it('is signed with the credentials of the state machine', async () => {
    answer = { status: 200, body: '{"Item":{"pk":{"S":"1"}}}' };
    expect(await run('dynamodb:getItem', { TableName: 't', Key: { pk: { S: '1' } } })).toEqual({
      Item: { pk: { S: '1' } },
    });
    expect(received.headers).toMatchObject({
      'x-amz-target': 'DynamoDB_20120810.GetItem',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=key-of-saga\/\d{8}\/us-east-1\/dynamodb\/aws4_request, /,
      ),
    });
    expect(JSON.parse(received.body)).toEqual({ TableName: 't', Key: { pk: { S: '1' } } });
  });

  it('fails with the error that the service names', async () => {
    answer = {
      status: 400,
      body: '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed"}',
    };
    await expect(run('dynamodb:putItem', { TableName: 't' })).rejects.toMatchObject({
      error: 'DynamoDB.ConditionalCheckFailedException',
      causeText: 'The conditional request failed',
    });
    await expect(run('aws-sdk:dynamodb:query', {})).rejects.toMatchObject({
      error: 'DynamoDb.ConditionalCheckFailedException',
    });
  });

  it('fails with States.Permissions where the role lacks the action', async () => {
    answer = {
      status: 400,
      body: '{"__type":"AccessDeniedException","message":"not authorized to perform: sqs:SendMessage"}',
    };
    await expect(run('sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'm' })).rejects.toMatchObject({
      error: 'States.Permissions',
      causeText: 'not authorized to perform: sqs:SendMessage',
    });
  });

  it('sends an object to a queue as JSON text', async () => {
    answer = { status: 200, body: '{"MessageId":"1"}' };
    expect(await run('sqs:sendMessage', { QueueUrl: 'q', MessageBody: { a: 1 } })).toEqual({
      MessageId: '1',
    });
    expect(JSON.parse(received.body)).toEqual({ QueueUrl: 'q', MessageBody: '{"a":1}' });
  });

  it('publishes to a topic', async () => {
    const result = '<PublishResult><MessageId>m-1</MessageId></PublishResult>';
    answer = {
      status: 200,
      body: `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${result}</PublishResponse>`,
    };
    expect(
      await run('sns:publish', { TopicArn: 'arn:aws:sns:us-east-1:000000000000:t', Message: { a: 1 } }),
    ).toEqual({ MessageId: 'm-1' });
    expect(new URLSearchParams(received.body).get('Message')).toBe('{"a":1}');
  });

  it('writes camelCase for a service that has it', async () => {
    answer = { status: 200, body: '{"taskArns":["a"]}' };
    expect(await run('aws-sdk:ecs:listTasks', { Cluster: 'c' })).toEqual({ TaskArns: ['a'] });
    expect(JSON.parse(received.body)).toEqual({ cluster: 'c' });
  });

  it('says which parameter is missing', async () => {
    await expect(run('sqs:sendMessage', { QueueUrl: 'q' })).rejects.toMatchObject({
      error: 'States.Runtime',
      causeText: "The field 'MessageBody' is required but was missing",
    });
  });
});
