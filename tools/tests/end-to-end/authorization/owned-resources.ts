import { randomUUID } from 'node:crypto';
import type { SeededUser } from '#libs/testing';
import { cloud, completed, ended, readySession, shippingAddress, stockedProduct } from '../shop.ts';

/** The ids of the owner's resources by the name of the path parameter. */
export type OwnedIds = Readonly<Record<string, string>>;

async function create(path: string, as: SeededUser, body?: object) {
  const answer = await cloud.call('POST', path, {
    as,
    headers: { 'Idempotency-Key': randomUUID() },
    ...(body && { body }),
  });
  if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Creates one of everything that a customer can own: what another customer must not find. */
export async function createOwnedResources(as: SeededUser): Promise<OwnedIds> {
  const lineItems = [{ productId: await stockedProduct(5), quantity: 1 }];
  const bought = await readySession({ as, lineItems });
  await completed(bought.sessionId, { as });
  const { orderId } = await ended(bought.sessionId, as);
  const { sessionId } = await readySession({ as, lineItems });
  const { addressId } = await create('/identity/me/addresses', as, shippingAddress);
  const { endpointId } = await create('/notifications/endpoints', as, {
    url: 'http://127.0.0.1:9/matrix',
    eventTypes: ['order.canceled'],
  });
  const endpoint = `/notifications/endpoints/${endpointId}`;
  const { secretId } = await create(`${endpoint}/secrets`, as);
  const { deliveryId } = await create(`${endpoint}/test`, as);
  return { orderId, sessionId, addressId, endpointId, secretId, deliveryId };
}

/** Deletes what other tests would wait for or count. */
export async function deleteOwnedResources(
  { endpointId, addressId }: OwnedIds,
  as: SeededUser,
): Promise<void> {
  await cloud.call('DELETE', `/notifications/endpoints/${endpointId}`, { as });
  await cloud.call('DELETE', `/identity/me/addresses/${addressId}`, { as });
}
