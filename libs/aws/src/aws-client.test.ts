import { describe, expect, it } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { scriptedServer } from '#libs/testing';
import type { ClientConfig, ClientDependencies } from './aws-client.ts';
import { dynamoDbClient } from './dynamodb/dynamodb-client.ts';
import { sdkDynamoDbClient } from './dynamodb/sdk-dynamodb-client.ts';
import { nodeTransport, type HttpRequest, type HttpResponse } from './http/transport.ts';

const NOW = Date.parse('2030-01-01T12:00:00Z');
const environment = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'access-key',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'session-token',
};
const ok: HttpResponse = { status: 200, headers: {}, body: '{}' };
const failure = (status: number, name: string, headers = {}): HttpResponse => ({
  status,
  headers,
  body: JSON.stringify({ __type: name, message: 'No.' }),
});

/** A client without network, whose attempts end with these responses. */
function scripted(
  responses: readonly (HttpResponse | Error)[] = [ok],
  dependencies: Partial<ClientDependencies> = {},
  config?: ClientConfig,
) {
  const requests: HttpRequest[] = [];
  const delays: number[] = [];
  const client = dynamoDbClient(config, {
    async transport(request) {
      requests.push(request);
      const response = responses[requests.length - 1] ?? responses.at(-1)!;
      if (response instanceof Error) throw response;
      return response;
    },
    now: () => NOW,
    random: () => 0.5,
    sleep: async (milliseconds) => delays.push(milliseconds),
    environment,
    ...dependencies,
  });
  return { get: () => client.get({ TableName: 't', Key: { id: '1' } }), client, requests, delays };
}

describe('a client', () => {
  it('takes region, endpoint and credentials from the environment', async () => {
    const { get, requests } = scripted();
    await get();
    expect(requests).toMatchObject([
      {
        protocol: 'https:',
        hostname: 'dynamodb.eu-west-1.amazonaws.com',
        port: '',
        path: '/',
        headers: {
          host: 'dynamodb.eu-west-1.amazonaws.com',
          'x-amz-date': '20300101T120000Z',
          'x-amz-security-token': 'session-token',
          authorization: expect.stringContaining('Credential=access-key/20300101/eu-west-1/dynamodb/'),
        },
      },
    ]);
  });

  it('keeps the path of an endpoint', async () => {
    const { get, requests } = scripted([ok], {}, { endpoint: 'http://127.0.0.1:4566/aws/' });
    await get();
    expect(requests).toMatchObject([{ protocol: 'http:', port: '4566', path: '/aws/' }]);
  });

  it('throws CredentialsProviderError without credentials, and sends nothing', async () => {
    const { get, requests } = scripted([ok], { environment: {} });
    await expect(get()).rejects.toMatchObject({ name: 'CredentialsProviderError' });
    expect(requests).toEqual([]);
  });

  it('waits with jitter between its attempts and reports both', async () => {
    const { get, delays } = scripted([
      failure(500, 'InternalServerError'),
      failure(400, 'ThrottlingException'),
      ok,
    ]);
    const { $metadata } = await get();
    expect(delays).toEqual([12, 1_000]);
    expect($metadata).toMatchObject({ httpStatusCode: 200, attempts: 3, totalRetryDelay: 1_012 });
  });

  it('sends the attempts of a call with one invocation id, and signs each', async () => {
    const { get, requests } = scripted([failure(500, 'InternalServerError')], { now: Date.now });
    await expect(get()).rejects.toMatchObject({ name: 'InternalServerError', $fault: 'server' });
    const ids = requests.map(({ headers }) => headers['amz-sdk-invocation-id']);
    expect(requests).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(new Set(requests.map(({ headers }) => headers['authorization'])).size).toBe(3);
    await expect(get()).rejects.toThrow('No.');
    expect(requests.at(-1)!.headers['amz-sdk-invocation-id']).not.toBe(ids[0]);
  });

  it.each([-3_600_000, 3_600_000])('signs with the time of the server, %i ms from its own', async (skew) => {
    const date = new Date(NOW + skew).toUTCString();
    const { get, requests, delays } = scripted([failure(400, 'InvalidSignatureException', { date }), ok]);
    await get();
    expect(delays).toHaveLength(1);
    const signedAt = requests.map(({ headers }) => headers['x-amz-date']);
    expect(signedAt).toEqual(['20300101T120000Z', skew < 0 ? '20300101T110000Z' : '20300101T130000Z']);
    await get();
    expect(requests.at(-1)!.headers['x-amz-date']).toBe(signedAt[1]);
  });

  it('does not repeat other errors when its clock is wrong', async () => {
    const date = new Date(NOW + 3_600_000).toUTCString();
    const { get, requests } = scripted([failure(400, 'ConditionalCheckFailedException', { date })]);
    await expect(get()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(requests).toHaveLength(1);
  });

  it('reports a response that is not JSON by its status', async () => {
    const page: HttpResponse = { status: 503, headers: {}, body: '<html>Busy</html>' };
    const { get, requests } = scripted([page]);
    await expect(get()).rejects.toMatchObject({
      name: 'Unknown',
      message: 'UnknownError',
      $metadata: { httpStatusCode: 503, attempts: 3 },
    });
    expect(requests).toHaveLength(3);
  });

  it('connects without credentials and never fails', async () => {
    const { client, requests } = scripted([new Error('no route')], { environment: {} });
    await client.connect();
    expect(requests).toMatchObject([{ method: 'GET', path: '/', body: '' }]);
  });
});

describe('the trace of an invocation', () => {
  const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';

  it('is sent like the SDK sends it, in functions only', async () => {
    const sent: unknown[] = [];
    for (const functionName of ['get-stock', undefined]) {
      const lambda = {
        _X_AMZN_TRACE_ID: trace,
        ...(functionName && { AWS_LAMBDA_FUNCTION_NAME: functionName }),
      };
      await using server = await scriptedServer({ status: 200, body: '{}' });
      const config = {
        endpoint: server.url,
        region: 'eu-west-1',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      };
      Object.assign(process.env, lambda);
      try {
        await sdkDynamoDbClient(new DynamoDBClient(config)).get({ TableName: 't', Key: { id: '1' } });
        await dynamoDbClient(config).get({ TableName: 't', Key: { id: '1' } });
      } finally {
        for (const name of Object.keys(lambda)) delete process.env[name];
      }
      sent.push(server.requests.map(({ headers }) => headers['x-amzn-trace-id']));
    }
    expect(sent).toEqual([
      [trace, trace],
      [undefined, undefined],
    ]);
  });
});

describe('the transport', () => {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const open = (endpoint: string) =>
    dynamoDbClient(
      { endpoint, credentials, maxAttempts: 1, connectionTimeout: 100, requestTimeout: 150 },
      { transport: nodeTransport() },
    );
  const get = { TableName: 't', Key: { id: '1' } };

  it('reuses its connection, and the one of connect()', async () => {
    await using server = await scriptedServer({ status: 200, body: '{}' });
    const client = open(server.url);
    await Promise.all([client.connect(), client.connect()]);
    for (let call = 0; call < 3; call++) await client.get(get);
    expect(server.requests).toHaveLength(4);
    expect(server.connections()).toBe(1);
  });

  it('opens no connection ahead of a call that is made at once', async () => {
    await using server = await scriptedServer({ status: 200, body: '{}' });
    const client = open(server.url);
    await Promise.all([client.connect(), client.get(get)]);
    expect(server.requests).toHaveLength(1);
  });

  it('ends a response that stalls', async () => {
    await using server = await scriptedServer('stalled');
    await expect(open(server.url).get(get)).rejects.toMatchObject({
      name: 'TimeoutError',
      message: 'AWS did not respond within 150 ms.',
    });
  });

  it('reports a refused connection', async () => {
    const server = await scriptedServer('silent');
    await server[Symbol.asyncDispose]();
    await expect(open(server.url).get(get)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
