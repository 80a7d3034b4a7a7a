import { randomUUID } from 'node:crypto';
import type { CompletionAttempt, ShipmentDispatch, Session } from '#libs/client';
import { runningCloud, waitForCompletion, waitUntil } from '#libs/testing';

const cloud = runningCloud();
const staff = cloud.client('staff');
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
export async function buy(
  email: string,
  token = 'tok_success',
  { isGuest = false } = {},
): Promise<Session & CompletionAttempt> {
  const { checkout } = isGuest ? cloud.client() : cloud.client('customer');
  const lineItems = [{ productId: `prd_${'1'.padStart(36, '0')}`, quantity: 2 }];
  const { sessionId } = await checkout.createSession({ lineItems });
  const ready = await checkout.updateSession(sessionId, {
    email,
    shippingAddress,
    shippingOption: 'standard',
  });
  const ended = await waitForCompletion((options) =>
    checkout.completeSession(sessionId, { payment: { token } }, options),
  );
  return { ...ready, ...ended };
}

/** Waits for the shipment of an order. */
export const openedShipment = (orderId: string): Promise<string> =>
  waitUntil(async () => (await staff.fulfillment.listShipments({ orderId })).items[0]?.shipmentId);

/** Picks, dispatches and delivers a shipment. */
export async function deliverShipment(shipmentId: string, parcel: ShipmentDispatch): Promise<void> {
  await staff.fulfillment.pickShipment(shipmentId, {});
  await staff.fulfillment.dispatchShipment(shipmentId, parcel);
  await staff.fulfillment.deliverShipment(shipmentId);
}

export const cancelOrder = (orderId: string) => cloud.client('customer').orders.cancelOrder(orderId, {});
