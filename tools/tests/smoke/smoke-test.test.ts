import { describe, expect, it } from '@jest/globals';
import { smokeTest } from './smoke-test.ts';

const good: Record<string, number> = {
  'https://catalog/products?limit=1': 200,
  'https://catalog/categories?limit=0': 400,
  [`https://inventory/stock/prd_${'0'.repeat(36)}`]: 404,
  'https://checkout/sessions': 400,
  'https://identity/me': 401,
  'https://orders/': 401,
};
const urlOf = (service: string) => `https://${service}`;
const retry = { baseDelayMilliseconds: 1 };
const answering = (statuses: Record<string, number>) => async (url: unknown) =>
  new Response('', { status: statuses[String(url)] ?? 599 });

describe('the smoke test', () => {
  it('says what each service answered', async () => {
    const lines = await smokeTest({ urlOf, retry, fetch: answering(good) });
    expect(lines).toHaveLength(Object.keys(good).length);
    expect(lines).toContain('identity.getProfile: 401, profiles need a token');
  });

  it('tries again what is not up yet', async () => {
    const seen = new Map<string, number>();
    const fetch = async (url: unknown) => {
      const times = (seen.get(String(url)) ?? 0) + 1;
      seen.set(String(url), times);
      return times < 3 ? new Response('', { status: 500 }) : answering(good)(url);
    };
    await expect(smokeTest({ urlOf, retry, fetch })).resolves.toHaveLength(Object.keys(good).length);
  });

  it('lists every answer that is wrong', async () => {
    const fetch = async (url: unknown) => {
      if (String(url) === 'https://orders/') throw new Error('no route to host');
      return answering({ ...good, 'https://identity/me': 200 })(url);
    };
    await expect(smokeTest({ urlOf, retry, fetch })).rejects.toThrow(
      'The smoke test failed:\n  identity.getProfile: 200 instead of 401\n  orders.listOrders: GET /orders: No response: no route to host instead of 401',
    );
  });
});
