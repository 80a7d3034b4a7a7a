import { describe, expect, it } from '@jest/globals';
import { runningCloud } from '#libs/testing';
import users from '../../local/users.json' with { type: 'json' };

const cloud = runningCloud();
const me = (as: 'customer' | 'second-customer') => cloud.call('GET', '/identity/me', { as });

describe('/identity/me', () => {
  it('returns the profile of the signed-in customer', async () => {
    const { status, headers, body } = await me('customer');
    expect(status).toBe(200);
    expect(body).toMatchObject({ email: users.customer.email });
    expect(headers.get('etag')).toMatch(/^"\d+"$/);
    expect((await me('second-customer')).body.customerId).not.toBe(body.customerId);
  });

  it('updates given fields and honors If-Match', async () => {
    const etag = (await me('second-customer')).headers.get('etag')!;
    const patch = (body: object, ifMatch: string) =>
      cloud.call('PATCH', '/identity/me', { as: 'second-customer', body, headers: { 'if-match': ifMatch } });

    const changed = await patch({ name: 'Bea Example', phone: '+4940123456' }, etag);
    expect(changed).toMatchObject({ status: 200, body: { name: 'Bea Example', phone: '+4940123456' } });

    const stale = await patch({ name: 'Another Name' }, etag);
    expect(stale).toMatchObject({ status: 412, body: { code: 'record.changed' } });

    const removed = await patch({ phone: null }, changed.headers.get('etag')!);
    expect(removed.body).toMatchObject({ name: 'Bea Example' });
    expect(removed.body).not.toHaveProperty('phone');
  });

  it.each([
    [{}],
    [{ phone: 40123456 }],
    [{ email: 'other@tradewind.example' }],
    [{ acceptsMarketing: 'yes' }],
    ['{"name":'],
  ])('rejects the body %j before the function runs', async (body) => {
    const before = await cloud.invocations('identity', 'change-profile');
    const { status, headers } = await cloud.call('PATCH', '/identity/me', { as: 'customer', body });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(await cloud.invocations('identity', 'change-profile')).toBe(before);
  });

  it('rejects requests without a valid token, and machine clients', async () => {
    expect((await cloud.call('GET', '/identity/me')).status).toBe(401);
    const forged = await cloud.call('GET', '/identity/me', { headers: { authorization: 'Bearer forged' } });
    expect(forged.status).toBe(401);
    // No scope of a machine client grants access to these routes: API Gateway rejects its token.
    expect((await cloud.call('GET', '/identity/me', { as: 'warehouse' })).status).toBe(401);
  });
});
