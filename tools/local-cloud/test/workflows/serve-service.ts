import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AwsRequest } from '../../src/contract/aws-request.ts';
import type { LocalService } from '../../src/contract/local-service.ts';
import { developer } from '../../src/contract/principal.ts';

export interface ServedService {
  readonly endpointUrl: string;
  stop(): Promise<void>;
}

/** Serves one service on a free port for the AWS SDK, with the developer as the principal. */
export async function serve(service: LocalService): Promise<ServedService> {
  const server = createServer(async (request, response) => {
    try {
      const result = await service.handle!(await toAwsRequest(request));
      response.writeHead(result.status, result.headers).end(result.body);
    } catch (error) {
      const { name, message } = error as Error;
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: name, message }));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpointUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function toAwsRequest(request: IncomingMessage): Promise<AwsRequest> {
  const body = Buffer.concat(await request.toArray());
  const target = String(request.headers['x-amz-target'] ?? '');
  return {
    signingName: /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '',
    operation: target.split('.').at(-1) || undefined,
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: request.headers,
    body,
    principal: developer,
  };
}
