import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { MARK, markedBody } from './marked-body.ts';
import { failMarked } from './marked-failures.ts';
import { everyOperation, pathOf, type Operation } from './operations.ts';
import { clientOf, cloud, ended, seededProduct, tokenHeader } from './shop.ts';

const users = ['customer', 'staff'] as const;
const operations = everyOperation();

/** Idempotency keys and signatures are made up by clients too. */
const markedHeaders = ({ parameters }: Operation): Record<string, string> =>
  Object.fromEntries(
    parameters
      .filter(({ in: place, name }) => place === 'header' && !/^(if-match|prefer)$/i.test(name))
      .map(({ name }) => [name, `${MARK}-${randomUUID()}`]),
  );

/** A query that no route takes is refused: so each is asked with one and without. */
const send = (operation: Operation, as: (typeof users)[number], query: string) =>
  cloud.call(operation.method, `${pathOf(operation)}${query}`, {
    as,
    headers: markedHeaders(operation),
    ...(operation.bodySchema && { body: markedBody(operation.bodySchema) }),
  });

/** A purchase by a customer with that name and address, paid with a card token. */
async function markedPurchase(paymentToken: string) {
  const { checkout } = clientOf();
  const { sessionId } = await checkout.createSession({
    lineItems: [{ productId: seededProduct(3), quantity: 1 }],
  });
  await checkout.updateSession(sessionId, {
    email: `${MARK}@example.com`,
    shippingAddress: {
      name: `Ada ${MARK}`,
      line1: `1 ${MARK} Way`,
      city: `City of ${MARK}`,
      postalCode: '10115',
      country: 'DE',
    },
    shippingOption: 'standard',
  });
  const idempotencyKey = `${MARK}-${randomUUID()}`;
  await checkout.completeSession(sessionId, { payment: { token: paymentToken } }, { idempotencyKey });
  return ended(sessionId);
}

/** Every line of functions and tasks that holds one of these values, with the file it is in. */
function linesWith(values: readonly string[]): string[] {
  const folder = join(cloud.stateFolder, 'logs');
  return readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => values.some((value) => line.toLowerCase().includes(value.toLowerCase())))
      .map((line) => `${file}: ${line.slice(0, 1000)}`),
  );
}

// Deliveries to a host that there is not are tried for hours, and other tests wait for all to be settled.
afterAll(async () => {
  for (const as of users) {
    const { body } = await cloud.call('GET', '/notifications/endpoints', { as });
    for (const { endpointId, url } of body.items ?? [])
      if (url.includes(MARK)) await cloud.call('DELETE', `/notifications/endpoints/${endpointId}`, { as });
  }
  await cloud.settled();
});

describe('what functions and tasks write', () => {
  it('holds nothing personal and no secret of what was sent to any endpoint', async () => {
    const statuses: number[] = [];
    for (const operation of operations) {
      const responses = users.flatMap((as) => ['', `?q=${MARK}`].map((query) => send(operation, as, query)));
      statuses.push(...(await Promise.all(responses)).map(({ status }) => status));
    }
    // Some reach their use case, others are refused on the way there.
    expect(new Set(statuses.map((status) => Math.floor(status / 100)))).toEqual(new Set([2, 4]));

    const purchases = [await markedPurchase('tok_success'), await markedPurchase('tok_declined')];
    expect(purchases.map(({ status }) => status)).toEqual(['completed', 'open']);
    // The last consumer of a purchase. Deliveries to other endpoints are retried for hours, so the test does not wait for them.
    await waitUntil(async () => (linesWith(['"event":"email.sent"']).length > 0 ? true : undefined));

    const secrets = [
      ...purchases.map(({ sessionId }) => tokenHeader(sessionId)['Session-Token']!),
      ...(await Promise.all(users.map((user) => cloud.token(user)))),
      await cloud.parameter('/tradewind/local/payments/provider-secret-key'),
      await cloud.parameter('/tradewind/local/payments/webhook-secret'),
    ];
    expect(secrets.every((secret) => secret.length > 5)).toBe(true);
    expect(linesWith([MARK, 'tok_success', 'tok_declined', ...secrets])).toEqual([]);
  });

  it('holds nothing of what a route, a message or a change failed at', async () => {
    expect(await failMarked(operations)).toBeGreaterThan(30);
    for (const event of ['http.failed', 'event.failed', 'command.failed', 'change.failed', 'object.failed'])
      expect(linesWith([`"event":"${event}"`]).length).toBeGreaterThan(0);
    expect(linesWith(['Invoke Error']).length).toBeGreaterThan(0);
    expect(linesWith([MARK])).toEqual([]);
  });

  it('is looked through in earnest: the purchases are there', () => {
    expect(linesWith(['"event":"order.placed"']).length).toBeGreaterThan(0);
    expect(linesWith(['"event":"payment.declined"']).length).toBeGreaterThan(0);
  });
});
