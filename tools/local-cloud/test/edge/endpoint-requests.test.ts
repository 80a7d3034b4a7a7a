import { request, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ConnectionLost } from '../../src/contract/faults.ts';
import { listen } from '../../src/contract/listen.ts';
import type { LocalService } from '../../src/contract/local-service.ts';
import { createAwsEndpoint } from '../../src/endpoint/aws-endpoint.ts';
import { createAccessControl } from '../../src/services/iam/access-control.ts';
import { createCallAnswers } from '../../src/services/lambda/answer-calls.ts';
import { sendEndpointRequests } from '../../src/services/lambda/endpoint-requests.mjs';
import type { CallMessage } from '../../src/services/lambda/runtime-messages.ts';

const access = createAccessControl({ roles: { statementsOf: () => [] } });
let disconnects = 0;
const { promise: endlessCallArrived, resolve: arrive } = Promise.withResolvers<void>();
const echo: LocalService = {
  name: 'echo',
  signingNames: ['sqs'],
  resources: {},
  async handle({ method, path, headers, body }) {
    const { 'x-status': status = '200', 'x-echo': echoed } = headers;
    return {
      status: Number(status),
      headers: { 'content-type': 'text/plain', 'x-echoed': String(echoed) },
      body: `${method} ${path} ${body.toString('base64')}`,
    };
  },
};
const endpoint = createAwsEndpoint({
  access,
  faults: {
    async call({ perform, point, disconnected }) {
      if (point.name.endsWith('LostCall')) throw new ConnectionLost();
      if (!point.name.endsWith('EndlessCall')) return perform();
      arrive();
      await disconnected;
      disconnects++;
      throw new ConnectionLost();
    },
  },
});
const http = { request };
let port: number;

beforeAll(async () => {
  port = await listen(endpoint.server, { port: 0, variable: 'CLOUD_PORT' });
  endpoint.serve([echo]);
  const answers = createCallAnswers(endpoint.call, (message) => receive(structuredClone(message)));
  const receive = sendEndpointRequests({
    endpoint: `http://127.0.0.1:${port}`,
    http,
    post(posted) {
      const message = structuredClone(posted) as CallMessage & { type: 'call' | 'call-abandoned' };
      if (message.type === 'call') answers.begin(message);
      else answers.abandon(message.id);
    },
  });
});
afterAll(() => {
  endpoint.server.closeAllConnections();
  endpoint.server.close();
});

const toOptions = (operation: string, others: RequestOptions = {}): RequestOptions => ({
  hostname: '127.0.0.1',
  port,
  method: 'POST',
  path: '/',
  ...others,
  headers: {
    Authorization: 'AWS4-HMAC-SHA256 Credential=developer/20300101/us-east-1/sqs/aws4_request',
    'X-Amz-Target': `AmazonSQS.${operation}`,
    ...others.headers,
  },
});

async function exchange(outgoing: ClientRequest, body: string) {
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve).on('error', reject);
    outgoing.end(body);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { date, 'keep-alive': _, ...headers } = incoming.headers;
  return {
    status: incoming.statusCode,
    headers,
    hasDate: date !== undefined,
    body: Buffer.concat(chunks).toString(),
  };
}

describe('a request to the AWS endpoint as a message', () => {
  it('returns what the same request over HTTP returns', async () => {
    const call = fc.record({
      method: fc.constantFrom('POST', 'PUT', 'GET', 'HEAD'),
      path: fc.constantFrom('/', '/a%20b?x=%2F', '/000000000000/orders'),
      body: fc.string({ unit: 'grapheme' }),
      status: fc.constantFrom('200', '400', '404', '503'),
      header: fc.stringMatching(/^[\w-]{1,20}$/),
    });
    await fc.assert(
      fc.asyncProperty(call, async ({ method, path, body, status, header }) => {
        const sent = method === 'GET' || method === 'HEAD' ? '' : body;
        const headers = {
          'X-Status': status,
          'x-echo': header,
          ...(sent !== '' && { 'content-length': Buffer.byteLength(sent) }),
        };
        const options = toOptions('SendMessage', { method, path, headers });
        const asMessage = await exchange(http.request(options), sent);
        expect(asMessage).toEqual(await exchange(request(options), sent));
      }),
      { numRuns: 50 },
    );
  });

  it('fails like a lost connection if the endpoint gives no answer', async () => {
    const options = toOptions('LostCall');
    for (const send of [request, http.request])
      await expect(exchange(send(options), '{}')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('reports to the endpoint that the caller abandoned the request', async () => {
    const outgoing = http.request(toOptions('EndlessCall'));
    const failed = exchange(outgoing, '{}');
    void endlessCallArrived.then(() => outgoing.destroy(new Error('too late')));
    await expect(failed).rejects.toThrow('too late');
    await new Promise(setImmediate);
    expect(disconnects).toBe(1);
  });

  it('uses sockets for other hosts', () => {
    const outgoing = http.request({ hostname: '127.0.0.1', port: 9 });
    outgoing.on('error', () => {});
    expect(outgoing).toHaveProperty('agent');
    outgoing.destroy();
  });
});
