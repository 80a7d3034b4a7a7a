import { AppError } from '#libs/errors';
import { newId, type Address } from '#libs/models';
import type { Pieces } from './pieces.ts';

export const statuses = ['pending', 'picked', 'dispatched', 'delivered', 'canceled'] as const;
export type ShipmentStatus = (typeof statuses)[number];

/** Pieces of one order that travel together. */
export interface Shipment {
  readonly shipmentId: string;
  readonly orderId: string;
  readonly status: ShipmentStatus;
  readonly customerId?: string;
  readonly email: string;
  readonly shippingAddress: Address;
  readonly shippingOption: string;
  readonly lineItems: readonly Pieces[];
  readonly createdAt: string;
  readonly pickedAt?: string;
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly dispatchedAt?: string;
  readonly deliveredAt?: string;
  readonly canceledAt?: string;
  readonly cancelReason?: string;
}

/** Where a shipment may go from where it stands. The README draws it. */
const transitions = {
  pending: ['picked', 'canceled'],
  picked: ['dispatched', 'canceled'],
  dispatched: ['delivered'],
  delivered: [],
  canceled: [],
} satisfies Record<ShipmentStatus, readonly ShipmentStatus[]>;

export const canTransitionTo = ({ status }: Pick<Shipment, 'status'>, next: ShipmentStatus): boolean =>
  (transitions[status] as readonly ShipmentStatus[]).includes(next);

/** Whether a carrier has it, or had it. */
export const isDispatched = ({ status }: Shipment): boolean =>
  status === 'dispatched' || status === 'delivered';

/**
 * The shipment as it stands after a move.
 *
 * @throws AppError conflict naming where it stands instead, such as `shipment.canceled`
 */
export function transition<S extends Shipment>(
  shipment: S,
  next: ShipmentStatus,
  facts: Partial<Shipment>,
): S {
  if (canTransitionTo(shipment, next)) return { ...shipment, ...facts, status: next };
  throw new AppError('conflict', `shipment.${shipment.status}`, {
    detail: `A shipment that is ${shipment.status} cannot become ${next}.`,
  });
}

/** A shipment still to be picked, to where `like` goes. */
export const pendingShipment = (
  {
    orderId,
    customerId,
    email,
    shippingAddress,
    shippingOption,
  }: Omit<Shipment, 'shipmentId' | 'status' | 'lineItems' | 'createdAt'>,
  lineItems: readonly Pieces[],
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
});
