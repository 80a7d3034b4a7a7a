import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { proxyEvent, type ProxyEventParts } from './proxy-event.ts';

const eventOf = (rawHeaders: string[]) =>
  proxyEvent({
    request: {
      rawHeaders,
      headers: {},
      method: 'GET',
      httpVersion: '1.1',
      socket: {},
    } as unknown as IncomingMessage,
    requestId: '0123456789abcdef',
    traceId: 'Root=1-0-0',
    domainName: 'api.example.com',
    body: Buffer.alloc(0),
    query: new URLSearchParams(),
    variables: {},
  } as unknown as ProxyEventParts);

describe('proxyEvent', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'passes on a header named %s',
    (name) => {
      const { headers, multiValueHeaders } = JSON.parse(JSON.stringify(eventOf([name, 'a', name, 'b'])));
      expect(Object.entries(headers)).toContainEqual([name, 'b']);
      expect(Object.entries(multiValueHeaders)).toContainEqual([name, ['a', 'b']]);
    },
  );
});
