import { connect, type Socket } from 'node:net';

/** A response of the engine. Names of headers are in lower case. */
export interface EngineResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A keep-alive connection that handles one request at a time. */
export interface EngineConnection {
  /**
   * Sends a request as it is and reads the response.
   * @throws Error if the connection ends before the response is complete, or the response has no length
   */
  exchange(request: Buffer): Promise<EngineResponse>;
  isOpen(): boolean;
  close(): void;
}

const END_OF_HEAD = '\r\n\r\n';

/**
 * Opens a connection to the engine. It speaks the part of HTTP/1.1 that the engines use: responses with a content length or
 * in chunks (RFC 9112, sections 6.2 and 7.1). Each call of the local cloud to DynamoDB passes here, and the HTTP client of
 * Node.js costs three times as much CPU time.
 */
export function openEngineConnection({ port }: { readonly port: number }): EngineConnection {
  let isOpen = true;
  let waiting: { resolve: (response: EngineResponse) => void; reject: (error: Error) => void } | undefined;
  let received: Buffer[] = [];
  const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true });

  function fail(error: Error): void {
    isOpen = false;
    socket.destroy();
    waiting?.reject(error);
    waiting = undefined;
  }

  socket.on('data', (chunk) => {
    received.push(chunk);
    try {
      received = received.length === 1 ? received : [Buffer.concat(received)];
      const response = readResponse(received[0] ?? chunk);
      if (response === undefined) return;
      received = [];
      if (response.headers['connection'] === 'close') isOpen = false;
      const answered = waiting;
      waiting = undefined;
      answered?.resolve(response);
    } catch (error) {
      fail(error as Error);
    }
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The database closed the connection.')));

  return {
    exchange: (request) =>
      new Promise((resolve, reject) => {
        if (!isOpen) return reject(new Error('The database closed the connection.'));
        waiting = { resolve, reject };
        socket.write(request);
      }),
    isOpen: () => isOpen,
    close() {
      isOpen = false;
      socket.destroy();
    },
  };
}

/**
 * Reads one response.
 *
 * @returns undefined while it is incomplete
 * @throws Error for a response without a length
 */
export function readResponse(bytes: Buffer): EngineResponse | undefined {
  const headEnd = bytes.indexOf(END_OF_HEAD);
  if (headEnd < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const status = Number(statusLine.split(' ')[1]);
  const bodyStart = headEnd + END_OF_HEAD.length;
  const body = readBody(bytes, bodyStart, headers);
  return body && { status, headers, body };
}

function readBody(
  bytes: Buffer,
  start: number,
  headers: Readonly<Record<string, string>>,
): Buffer | undefined {
  if (headers['transfer-encoding'] === 'chunked') return readChunks(bytes, start);
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (Number.isNaN(length)) throw new Error('The database sent a response without a length.');
  return bytes.length < start + length ? undefined : bytes.subarray(start, start + length);
}

function readChunks(bytes: Buffer, start: number): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let position = start; ;) {
    const sizeEnd = bytes.indexOf('\r\n', position);
    if (sizeEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', position, sizeEnd), 16);
    const chunkStart = sizeEnd + 2;
    if (bytes.length < chunkStart + size + 2) return undefined;
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(chunkStart, chunkStart + size));
    position = chunkStart + size + 2;
  }
}
