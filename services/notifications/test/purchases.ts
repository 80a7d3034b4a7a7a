import { randomUUID } from 'node:crypto';
import { runningCloud, waitUntil } from '#libs/testing';

const cloud = runningCloud();
const shippingAddress = {
  name: 'Ada',
  line1: '1 Main St',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
};

/** A unique email address. */
export const newAddress = () => `ada-${randomUUID()}@example.com`;

/** Buys two units of a seeded product through the API. @returns the session and its outcome */
export async function buy(email: string, token = 'tok_success', { isGuest = false } = {}) {
  const caller = isGuest ? {} : { as: 'customer' as const };
  const lineItems = [{ productId: `prd_${'1'.padStart(36, '0')}`, quantity: 2 }];
  const { body: session } = await cloud.call('POST', '/checkout/sessions', {
    ...caller,
    body: { lineItems },
  });
  const path = `/checkout/sessions/${session.sessionId}`;
  const opening = isGuest ? { 'session-token': session.sessionToken as string } : {};
  const delivery = { email, shippingAddress, shippingOption: 'standard' };
  const { body: ready } = await cloud.call('PATCH', path, {
    ...caller,
    headers: opening,
    body: delivery,
  });
  const headers = { ...opening, 'idempotency-key': randomUUID(), prefer: 'wait=10' };
  const body = { payment: { token } };
  // The same idempotency key continues the same attempt; a busy machine may need more than one wait.
  const ended = await waitUntil(async () => {
    const { body: answer } = await cloud.call('POST', `${path}/complete`, { ...caller, headers, body });
    return answer.status === 'completing' ? undefined : answer;
  });
  return { ...ready, ...ended };
}

/** Waits for the shipment of an order. */
export const openedShipment = (orderId: string): Promise<string> =>
  waitUntil(async () => {
    const { body } = await cloud.call('GET', `/fulfillment/shipments?orderId=${orderId}`, { as: 'staff' });
    return body.items[0]?.shipmentId as string | undefined;
  });

/** Updates a shipment as staff. */
export const updateShipment = (
  shipmentId: string,
  action: 'pick' | 'dispatch' | 'deliver',
  body: object = {},
) => cloud.call('POST', `/fulfillment/shipments/${shipmentId}/${action}`, { as: 'staff', body });

export const cancelOrder = (orderId: string) =>
  cloud.call('POST', `/orders/${orderId}/cancel`, {
    as: 'customer',
    headers: { 'idempotency-key': randomUUID() },
    body: {},
  });
