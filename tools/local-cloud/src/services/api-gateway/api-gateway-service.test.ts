import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createApiGatewayService } from './api-gateway-service.ts';

const service = createApiGatewayService({
  lambda: {
    invoke: () => Promise.reject(new Error('There is no function.')),
    permits: () => false,
  },
  pools: { find: () => undefined, hasClient: () => false },
  firewall: { inspect: () => undefined },
  answerOutside: ({ url }) => (url === '/' ? { status: 200, headers: {}, body: 'links' } : undefined),
});
let url: string;

beforeAll(async () => {
  url = `http://127.0.0.1:${await service.listen(0)}`;
});
afterAll(() => service.stop?.());

it('returns 503 for unknown paths until all templates are deployed', async () => {
  const early = await fetch(`${url}/catalog/products`);
  expect(early.status).toBe(503);
  expect(early.headers.get('retry-after')).toBe('1');
  expect(await early.json()).toEqual({ message: 'Service Unavailable' });
  expect((await fetch(`${url}/`)).status).toBe(200);

  await service.start?.();
  expect((await fetch(`${url}/catalog/products`)).status).toBe(403);
});
