import { runningCloud, waitUntil, type ApiResponse } from '#libs/testing';

const address = { name: 'Ada', line1: '1 Main St', city: 'Berlin', postalCode: '10115', country: 'DE' };
export const seededProduct = (number: number): string => `prd_${String(number).padStart(36, '0')}`;

/** Completes a checkout as the seeded customer and returns the order id. */
export async function placeOrder(lineItems: { productId: string; quantity: number }[]): Promise<string> {
  const { call } = runningCloud();
  const as = 'customer';
  const { body: session } = await call('POST', '/checkout/sessions', { as, body: { lineItems } });
  const path = `/checkout/sessions/${session.sessionId}`;
  const delivery = {
    email: `ada-${crypto.randomUUID()}@example.com`,
    shippingAddress: address,
    shippingOption: 'standard',
  };
  await call('PATCH', path, { as, body: delivery });
  const headers = { 'idempotency-key': crypto.randomUUID(), prefer: 'wait=10' };
  const body = { payment: { token: 'tok_success' } };
  return waitUntil(async () => {
    const { body: response } = await call('POST', `${path}/complete`, { as, headers, body });
    return response.status === 'completed' ? (response.orderId as string) : undefined;
  });
}

/** Calls the shipments API as staff. */
export const warehouse = (method: string, path: string, body?: object, headers = {}): Promise<ApiResponse> =>
  runningCloud().call(method, `/fulfillment/shipments${path}`, {
    as: 'staff',
    headers,
    ...(body && { body }),
  });

export const listShipments = async (orderId: string) =>
  (await warehouse('GET', `?orderId=${orderId}`)).body.items as {
    shipmentId: string;
    status: string;
    lineItems: { productId: string; quantity: number }[];
  }[];

/** Waits for the first shipment of an order. */
export const firstShipmentId = (orderId: string): Promise<string> =>
  waitUntil(async () => (await listShipments(orderId))[0]?.shipmentId);

export const readOrder = async (orderId: string) =>
  (await runningCloud().call('GET', `/orders/${orderId}`, { as: 'customer' })).body;

type OrderBody = ApiResponse['body'];

/** Waits until an order satisfies `condition`. */
export const waitForOrder = (orderId: string, condition: (order: OrderBody) => boolean): Promise<OrderBody> =>
  waitUntil(async () => {
    const order = await readOrder(orderId);
    return condition(order) ? order : undefined;
  });
