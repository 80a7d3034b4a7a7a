import type { IncomingMessage } from 'node:http';
import { Refusal } from './gateway-response.ts';

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
const PAYLOAD_BYTES = 10 * 1024 * 1024;
const NOTHING = Buffer.alloc(0);

/** Reads a body whole. Throws a Refusal beyond 10 MB, and an Error where the client goes away before its end. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && Number(length ?? 0) === 0) return Promise.resolve(NOTHING);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      // What is too much is read on, and dropped: a client that is still sending would not see the answer.
      if (bytes <= PAYLOAD_BYTES) chunks.push(chunk);
    });
    request.on('end', () =>
      bytes > PAYLOAD_BYTES ? reject(new Refusal('REQUEST_TOO_LARGE')) : resolve(Buffer.concat(chunks)),
    );
    request.on('error', reject);
    request.on('close', () => reject(new Error('the client went away')));
  });
}
