import type { SeededUser } from '#libs/testing';
import { clientOf, cloud, completed, readySession, shippingAddress, stockedProduct } from '../shop.ts';

/** The ids of the owner's resources by the name of the path parameter. */
export type OwnedIds = Readonly<Record<string, string>>;

/** Creates one of everything that a customer can own: what another customer must not find. */
export async function createOwnedResources(as: SeededUser): Promise<OwnedIds> {
  const lineItems = [{ productId: await stockedProduct(5), quantity: 1 }];
  const bought = await readySession({ as, lineItems });
  const { orderId } = await completed(bought.sessionId, { as });
  const { sessionId } = await readySession({ as, lineItems });
  const { identity, notifications } = clientOf(as);
  const { addressId } = await identity.createAddress(shippingAddress);
  const { endpointId } = await notifications.createEndpoint({
    url: 'http://127.0.0.1:9/matrix',
    eventTypes: ['order.canceled'],
  });
  const { secretId } = await notifications.createEndpointSecret(endpointId);
  const { deliveryId } = await notifications.testEndpoint(endpointId);
  return { orderId, sessionId, addressId, endpointId, secretId, deliveryId };
}

const collections = [
  { path: '/notifications/endpoints', id: 'endpointId' },
  { path: '/identity/me/addresses', id: 'addressId' },
];

/** Lists the paths of the endpoints and addresses that customers have, which other tests count and wait for. */
export async function listOwned(customers: readonly SeededUser[]): Promise<ReadonlySet<string>> {
  const paths = await Promise.all(
    customers.flatMap((as) =>
      collections.map(async ({ path, id }) => {
        const { body } = await cloud.call('GET', path, { as });
        return (body.items as Record<string, string>[]).map((item) => `${path}/${item[id]}`);
      }),
    ),
  );
  return new Set(paths.flat());
}

/** Deletes the endpoints and addresses that customers did not have before. */
export async function deleteOwnedSince(
  before: ReadonlySet<string>,
  customers: readonly SeededUser[],
): Promise<void> {
  for (const as of customers)
    for (const path of await listOwned([as])) if (!before.has(path)) await cloud.call('DELETE', path, { as });
}
