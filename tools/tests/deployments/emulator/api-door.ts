import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ApiDoor {
  /** The stage's API: `http://127.0.0.1:40123`, services by base path as under its domain. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Opens a port of 127.0.0.1 that stands for the API's domain name: what DNS and the certificate do on AWS. Requests go
 * to the emulator under that name, which maps them by the base paths that were deployed.
 *
 * @param domainName  answers the name, once a deploy has published it
 */
export async function openApiDoor(endpointUrl: string, domainName: () => Promise<string>): Promise<ApiDoor> {
  const server = createServer(async (incoming, outgoing) => {
    try {
      const headers = { ...incoming.headers, host: await domainName() };
      const passedOn = request(new URL(incoming.url ?? '/', endpointUrl), {
        method: incoming.method,
        headers,
      });
      passedOn.on('response', (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      passedOn.on('error', (error) => outgoing.writeHead(502).end(String(error)));
      incoming.pipe(passedOn);
    } catch (error) {
      outgoing.writeHead(502).end(String(error));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
