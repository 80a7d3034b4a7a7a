import type { IncomingMessage } from 'node:http';
import { GatewayError } from './gateway-response.ts';

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
const PAYLOAD_BYTES = 10 * 1024 * 1024;
const NOTHING = Buffer.alloc(0);

/** Reads the whole body. @throws GatewayError beyond 10 MB, Error if the client disconnects */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && Number(length ?? 0) === 0) return Promise.resolve(NOTHING);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      // Read and discard the rest: a client that is still sending would not see the response.
      if (bytes <= PAYLOAD_BYTES) chunks.push(chunk);
    });
    request.on('end', () =>
      bytes > PAYLOAD_BYTES ? reject(new GatewayError('REQUEST_TOO_LARGE')) : resolve(Buffer.concat(chunks)),
    );
    request.on('error', reject);
    request.on('close', () => reject(new Error('The client disconnected.')));
  });
}
