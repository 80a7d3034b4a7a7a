import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { awsApiIntegrations } from './aws-api-integrations.ts';

let server: Server;
let response: { status: number; body: string };
let received: { headers: IncomingHttpHeaders; body: string };

beforeEach(async () => {
  server = createServer(async (request, outgoing) => {
    received = { headers: request.headers, body: Buffer.concat(await request.toArray()).toString() };
    outgoing.writeHead(response.status).end(response.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const run = async (task: string, input: JsonObject): Promise<Json> => {
  const tasks = awsApiIntegrations({
    endpointUrl: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    getCredentials: ({ name }) => ({ accessKeyId: `key-of-${name}`, secretAccessKey: 'secret' }),
  });
  return tasks[task]!.call({
    input,
    pattern: 'request',
    caller: {
      principal: { kind: 'role', name: 'saga', roleArn: 'role' },
      executionArn: 'execution',
      trace: 'Root=1-0-0',
    },
    signal: new AbortController().signal,
  });
};

describe('awsApiIntegrations', () => {
  it('signs the request with the credentials of the state machine', async () => {
    response = { status: 200, body: '{"Item":{"pk":{"S":"1"}}}' };
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

  it('fails with the error name of the service', async () => {
    response = {
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

  it('fails with States.Permissions when the role does not allow the action', async () => {
    response = {
      status: 400,
      body: '{"__type":"AccessDeniedException","message":"not authorized to perform: sqs:SendMessage"}',
    };
    await expect(run('sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'm' })).rejects.toMatchObject({
      error: 'States.Permissions',
      causeText: 'not authorized to perform: sqs:SendMessage',
    });
  });

  it('sends an object to a queue as a JSON string', async () => {
    response = { status: 200, body: '{"MessageId":"1"}' };
    expect(await run('sqs:sendMessage', { QueueUrl: 'q', MessageBody: { a: 1 } })).toEqual({
      MessageId: '1',
    });
    expect(JSON.parse(received.body)).toEqual({ QueueUrl: 'q', MessageBody: '{"a":1}' });
  });

  it('publishes to a topic', async () => {
    const result = '<PublishResult><MessageId>m-1</MessageId></PublishResult>';
    response = {
      status: 200,
      body: `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${result}</PublishResponse>`,
    };
    expect(
      await run('sns:publish', { TopicArn: 'arn:aws:sns:us-east-1:000000000000:t', Message: { a: 1 } }),
    ).toEqual({ MessageId: 'm-1' });
    expect(new URLSearchParams(received.body).get('Message')).toBe('{"a":1}');
  });

  it('sends camelCase fields to a service that uses camelCase', async () => {
    response = { status: 200, body: '{"taskArns":["a"]}' };
    expect(await run('aws-sdk:ecs:listTasks', { Cluster: 'c' })).toEqual({ TaskArns: ['a'] });
    expect(JSON.parse(received.body)).toEqual({ cluster: 'c' });
  });

  it('names the missing parameter', async () => {
    await expect(run('sqs:sendMessage', { QueueUrl: 'q' })).rejects.toMatchObject({
      error: 'States.Runtime',
      causeText: "The field 'MessageBody' is required but was missing",
    });
  });
});
