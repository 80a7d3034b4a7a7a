import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalService } from '../../src/contract/local-service.ts';
import { errorResponse } from '../../src/contract/error-response.ts';
import { developer } from '../../src/contract/principal.ts';

export interface AwsEndpoint {
  readonly url: string;
  readonly clientConfig: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  serve(services: readonly LocalService[]): void;
  close(): Promise<void>;
}

const CREDENTIAL_SCOPE = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//;

/** A minimal AWS endpoint without access control: forwards each call to the service in its credential scope. */
export async function startAwsEndpoint(): Promise<AwsEndpoint> {
  const byName = new Map<string, LocalService>();
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const signingName = toSigningName(incoming);
    try {
      const answer = await byName.get(signingName)!.handle!({
        signingName,
        operation: String(incoming.headers['x-amz-target'] ?? '').split('.')[1],
        method: incoming.method ?? 'GET',
        path: incoming.url ?? '/',
        headers: incoming.headers,
        body: Buffer.concat(chunks),
        principal: developer,
      });
      outgoing.writeHead(answer.status, answer.headers).end(answer.body);
    } catch (error) {
      const { name, message, status = 500 } = error as Error & { status?: number };
      const answer = errorResponse(signingName, { name, message, status });
      outgoing.writeHead(answer.status, answer.headers).end(answer.body);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    clientConfig: {
      endpoint: url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
      maxAttempts: 1,
    },
    serve(services) {
      for (const service of services) for (const name of service.signingNames) byName.set(name, service);
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

// Only S3 accepts calls without a signature in the headers: browser-based uploads and CORS preflight requests.
const toSigningName = ({ headers }: IncomingMessage) =>
  CREDENTIAL_SCOPE.exec(headers.authorization ?? '')?.[1] ?? 's3';
