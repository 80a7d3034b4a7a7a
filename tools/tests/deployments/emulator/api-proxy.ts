import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ApiProxy {
  /** The stage's API: `http://127.0.0.1:40123`, services by base path. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a proxy on 127.0.0.1 that replaces DNS and the certificate of the API's domain. It forwards requests to the
 * emulator under that domain name, and the emulator applies the deployed base path mappings.
 *
 * @param domainName  returns the name, once a deployment has published it
 */
export async function startApiProxy(
  endpointUrl: string,
  domainName: () => Promise<string>,
): Promise<ApiProxy> {
  const server = createServer(async (incoming, outgoing) => {
    try {
      const headers = { ...incoming.headers, host: await domainName() };
      const forwarded = request(new URL(incoming.url ?? '/', endpointUrl), {
        method: incoming.method,
        headers,
      });
      forwarded.on('response', (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      });
      forwarded.on('error', (error) => outgoing.writeHead(502).end(String(error)));
      incoming.pipe(forwarded);
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
