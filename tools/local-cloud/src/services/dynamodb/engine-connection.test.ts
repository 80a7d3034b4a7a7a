import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { assert, boolean, integer, property, uint8Array } from 'fast-check';
import { openEngineConnection, readResponse } from './engine-connection.ts';
import { createEngineConnections } from './engine-connections.ts';

const withLength = (body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`), body]);

const inChunks = (body: Buffer, size: number): Buffer => {
  const chunks: Buffer[] = [];
  for (let start = 0; start < body.length; start += size) {
    const chunk = body.subarray(start, start + size);
    chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  const head = Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
  return Buffer.concat([head, ...chunks, Buffer.from('0\r\n\r\n')]);
};

describe('a response of the engine', () => {
  it('has its status, its headers in lower case and its body', () => {
    const response = readResponse(
      Buffer.from('HTTP/1.1 400 Bad Request\r\nX-Amz-Crc32: 12\r\ncontent-length: 2\r\n\r\n{}'),
    );
    expect(response).toMatchObject({ status: 400, headers: { 'x-amz-crc32': '12' } });
    expect(response?.body.toString()).toBe('{}');
  });

  it('is incomplete for each proper prefix, and has the body that was sent', () => {
    assert(
      property(
        uint8Array({ maxLength: 200 }),
        boolean(),
        integer({ min: 1, max: 50 }),
        (bytes, chunked, size) => {
          const body = Buffer.from(bytes);
          const sent = chunked ? inChunks(body, size) : withLength(body);
          for (let length = 0; length < sent.length; length++)
            expect(readResponse(sent.subarray(0, length))).toBeUndefined();
          expect(readResponse(sent)?.body.equals(body)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is rejected without a length', () => {
    expect(() => readResponse(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'))).toThrow('without a length');
  });
});

describe('connections to the engine', () => {
  const servers: (() => void)[] = [];
  afterEach(() => {
    for (const close of servers.splice(0)) close();
  });

  /** A server that answers each request, which is a number, with `answer`. */
  async function connections(answer: (socket: Socket, request: string) => void, maxConnections = 2) {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('data', (data) => answer(socket, data.toString()));
      socket.on('error', () => {});
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const pool = createEngineConnections({ open: () => openEngineConnection({ port }), maxConnections });
    servers.push(() => {
      pool.close();
      server.close();
    });
    const ask = async (text: string) => (await pool.exchange(Buffer.from(text))).body.toString();
    return { ask, opened: () => sockets.length };
  }

  const afterTurns = (turns: number, act: () => void): void =>
    turns === 0 ? act() : void setImmediate(afterTurns, turns - 1, act);

  it('answer each call with its own response, on at most as many connections as allowed', async () => {
    const { ask, opened } = await connections((socket, request) => {
      const response = withLength(Buffer.from(`answer ${request}`));
      // In two pieces, and some later than others.
      socket.write(response.subarray(0, 20));
      afterTurns(Number(request) % 3, () => socket.write(response.subarray(20)));
    });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => ask(String(number))));
    expect(answers).toEqual(Array.from({ length: 20 }, (_, number) => `answer ${number}`));
    expect(opened()).toBe(2);
  });

  it('reject a call whose connection ends, and open another one for the next call', async () => {
    let calls = 0;
    const { ask, opened } = await connections((socket, request) => {
      calls++;
      if (calls === 1) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal');
      else socket.write(withLength(Buffer.from(request)));
    }, 1);
    await expect(ask('1')).rejects.toThrow('closed the connection');
    expect(await ask('2')).toBe('2');
    expect(opened()).toBe(2);
  });
});
