import { afterAll, describe, expect, it } from '@jest/globals';
import { runningCloud, type SeededUser } from '#libs/testing';

const cloud = runningCloud();
const ENDPOINTS = '/notifications/endpoints';
const input = { url: 'http://127.0.0.1:9/hooks', eventTypes: ['order.canceled'], description: 'Test shop' };
// No other test file creates endpoints as the second customer, so this file can test the limit.
const as = 'second-customer';
const register = (body: object = input, user: SeededUser = as) =>
  cloud.call('POST', ENDPOINTS, { as: user, body });

afterAll(async () => {
  const { body } = await cloud.call('GET', `${ENDPOINTS}?limit=100`, { as });
  for (const { endpointId } of body.items) await cloud.call('DELETE', `${ENDPOINTS}/${endpointId}`, { as });
});

describe('endpoints', () => {
  it('are created, read, updated and deleted by their owner only', async () => {
    const { status, body, headers } = await register();
    expect([status, headers.get('etag')]).toEqual([201, '"1"']);
    expect(body).toMatchObject({ ...input, health: { circuit: 'closed' } });
    expect(body.secret.secret).toMatch(/^whsec_[\w+/]{43}=$/);

    const path = `${ENDPOINTS}/${body.endpointId}`;
    expect(headers.get('location')).toBe(path);
    const seen = await cloud.call('GET', path, { as });
    expect(JSON.stringify(seen.body)).not.toContain('whsec_');
    const listed = await cloud.call('GET', ENDPOINTS, { as });
    expect(JSON.stringify(listed.body)).not.toContain('whsec_');
    expect(listed.body.items).toContainEqual(seen.body);

    const patch = {
      url: 'http://127.0.0.1:9/other-hooks',
      eventTypes: ['payment.failed', 'payment.refunded'],
      description: null,
    };
    const stale = await cloud.call('PATCH', path, { as, body: patch, headers: { 'If-Match': '"7"' } });
    expect(stale).toMatchObject({ status: 412, body: { code: 'record.changed' } });
    const changed = await cloud.call('PATCH', path, { as, body: patch, headers: { 'If-Match': '"1"' } });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(changed.body).toMatchObject({ url: patch.url, eventTypes: patch.eventTypes });
    expect(changed.body).not.toHaveProperty('description');

    for (const [method, suffix] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/test'],
      ['POST', '/enable'],
      ['POST', '/secrets'],
      ['GET', '/secrets'],
      ['GET', '/deliveries'],
    ] as const)
      expect(await cloud.call(method, path + suffix, { as: 'customer' })).toMatchObject({
        status: 404,
        body: { code: 'endpoint.not-found' },
      });

    expect((await cloud.call('DELETE', path, { as })).status).toBe(204);
    expect((await cloud.call('GET', path, { as })).status).toBe(404);
  });

  it.each([
    ['a private address', 'https://10.0.0.1/', 'endpoint.address-not-allowed'],
    ['a mapped address', 'https://[::ffff:127.0.0.1]/', 'endpoint.address-not-allowed'],
    ['the metadata service', 'https://169.254.169.254/', 'endpoint.address-not-allowed'],
    ['an address in disguise', 'https://0xa9.254.43518/', 'endpoint.address-not-allowed'],
    ['another port', 'https://example.com:25/', 'endpoint.url-not-allowed'],
    ['plain http', 'http://example.com/', 'endpoint.url-not-allowed'],
    ['credentials', 'https://ada:secret@example.com/', 'endpoint.url-not-allowed'],
  ])('reject %s', async (_, url, code) => {
    expect(await register({ ...input, url })).toMatchObject({ status: 400, body: { code } });
  });

  it('are limited in number for each customer', async () => {
    const { body } = await cloud.call('GET', `${ENDPOINTS}?limit=100`, { as });
    for (let count = body.items.length; count < 10; count++) expect((await register()).status).toBe(201);
    expect(await register()).toMatchObject({ status: 409, body: { code: 'endpoint.too-many' } });
  });

  it('are tested at most 20 times a minute', async () => {
    const { body } = await cloud.call('GET', ENDPOINTS, { as });
    const test = () => cloud.call('POST', `${ENDPOINTS}/${body.items[0].endpointId}/test`, { as });
    let answer = await test();
    // A minute may end meanwhile.
    for (let requests = 1; requests < 45 && answer.status === 202; requests++) answer = await test();
    expect(answer).toMatchObject({ status: 429, body: { code: 'endpoint.too-many-requests' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('require a signed-in customer', async () => {
    expect((await cloud.call('GET', ENDPOINTS)).status).toBe(401);
    expect((await register(input, 'warehouse')).status).toBe(401);
  });
});
