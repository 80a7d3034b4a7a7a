import { newId, transitions, type Address } from '#libs/models';
import type { Hold } from './hold.ts';
import type { ShipmentLineItem } from './line-items.ts';

export const statuses = ['pending', 'picked', 'dispatched', 'delivered', 'canceled'] as const;
export type ShipmentStatus = (typeof statuses)[number];

/** Units of one order that are sent together. */
export interface Shipment {
  readonly shipmentId: string;
  readonly orderId: string;
  readonly status: ShipmentStatus;
  readonly customerId?: string;
  readonly email: string;
  readonly shippingAddress: Address;
  readonly shippingOption: string;
  readonly lineItems: readonly ShipmentLineItem[];
  readonly createdAt: string;
  readonly pickedAt?: string;
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly dispatchedAt?: string;
  readonly deliveredAt?: string;
  readonly canceledAt?: string;
  readonly cancelReason?: string;
  /** Staff must not pick or dispatch the shipment. */
  readonly hold?: Hold;
}

/** The state machine of a shipment; the README draws it. */
export const { canTransition, transition } = transitions<Shipment>('shipment', {
  pending: ['picked', 'canceled'],
  picked: ['dispatched', 'canceled'],
  dispatched: ['delivered'],
  delivered: [],
  canceled: [],
});

/** Whether a carrier has or had the shipment. */
export const isDispatched = ({ status }: Shipment): boolean =>
  status === 'dispatched' || status === 'delivered';

/** A new shipment to be picked, with the recipient of an order or of another shipment. */
export const pendingShipment = (
  {
    orderId,
    customerId,
    email,
    shippingAddress,
    shippingOption,
    hold,
  }: Omit<Shipment, 'shipmentId' | 'status' | 'lineItems' | 'createdAt'>,
  lineItems: readonly ShipmentLineItem[],
  now: Date,
): Shipment => ({
  shipmentId: newId('shp', now.getTime()),
  orderId,
  status: 'pending',
  ...(customerId !== undefined && { customerId }),
  email,
  shippingAddress,
  shippingOption,
  lineItems,
  createdAt: now.toISOString(),
  ...(hold && { hold }),
});
