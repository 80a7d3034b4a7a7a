import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openApiDoor, type ApiDoor } from './api-door.ts';

describe("the door to the stage's API", () => {
  const emulator = createServer(async (request, response) => {
    const seen = `${request.method} ${request.headers.host}${request.url} ${await text(request)}`;
    response.writeHead(201, { 'X-Seen': 'yes' }).end(seen);
  });
  let endpointUrl: string;
  let door: ApiDoor;
  beforeEach(async () => {
    emulator.listen(0, '127.0.0.1');
    await once(emulator, 'listening');
    endpointUrl = `http://127.0.0.1:${(emulator.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await door.stop();
    emulator.close();
    emulator.closeAllConnections();
    await once(emulator, 'close');
  });

  it("passes requests on under the API's name, and answers back", async () => {
    door = await openApiDoor(endpointUrl, async () => 'api.example');
    const response = await fetch(`${door.url}/catalog/products?limit=1`, { method: 'POST', body: 'this' });
    expect(response.status).toBe(201);
    expect(response.headers.get('X-Seen')).toBe('yes');
    expect(await response.text()).toBe('POST api.example/catalog/products?limit=1 this');
  });

  it('answers 502 while no name is deployed', async () => {
    door = await openApiDoor(endpointUrl, () => Promise.reject(new Error('no such parameter')));
    const response = await fetch(door.url);
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('no such parameter');
  });
});
