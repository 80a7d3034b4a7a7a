import { runningCloud, waitUntil, type ApiResponse } from '#libs/testing';

const address = { name: 'Ada', line1: '1 Main St', city: 'Berlin', postalCode: '10115', country: 'DE' };
export const seededProduct = (number: number): string => `prd_${String(number).padStart(36, '0')}`;

/** Buys through the API, as the seeded customer, and waits for the order. */
export async function bought(lineItems: { productId: string; quantity: number }[]): Promise<string> {
  const { call } = runningCloud();
  const as = 'customer';
  const { body: session } = await call('POST', '/checkout/sessions', { as, body: { lineItems } });
  const path = `/checkout/sessions/${session.sessionId}`;
  const delivery = { email: 'ada@example.com', shippingAddress: address, shippingOption: 'standard' };
  await call('PATCH', path, { as, body: delivery });
  const headers = { 'idempotency-key': crypto.randomUUID(), prefer: 'wait=10' };
  const body = { payment: { token: 'tok_success' } };
  return waitUntil(async () => {
    const { body: answer } = await call('POST', `${path}/complete`, { as, headers, body });
    return answer.status === 'completed' ? (answer.orderId as string) : undefined;
  });
}

/** As the staff of the warehouse. */
export const warehouse = (method: string, path: string, body?: object, headers = {}): Promise<ApiResponse> =>
  runningCloud().call(method, `/fulfillment/shipments${path}`, {
    as: 'staff',
    headers,
    ...(body && { body }),
  });

export const shipmentsOf = async (orderId: string) =>
  (await warehouse('GET', `?orderId=${orderId}`)).body.items as {
    shipmentId: string;
    status: string;
    lineItems: { productId: string; quantity: number }[];
  }[];

/** The order's only shipment, once it is opened. */
export const openedFor = (orderId: string): Promise<string> =>
  waitUntil(async () => (await shipmentsOf(orderId))[0]?.shipmentId);

export const readOrder = async (orderId: string) =>
  (await runningCloud().call('GET', `/orders/${orderId}`, { as: 'customer' })).body;

/** An order's body, whatever it holds: what it holds is what the tests are about. */
type OrderBody = ApiResponse['body'];

/** The order, once it is as `isReached` says. */
export const orderOnce = (orderId: string, isReached: (order: OrderBody) => boolean): Promise<OrderBody> =>
  waitUntil(async () => {
    const order = await readOrder(orderId);
    return isReached(order) ? order : undefined;
  });
