import { Address, CustomerId, idSchema, Instant } from '#libs/models';
import { Type, type Static } from 'typebox';
import { Hold } from './hold.ts';
import { ShipmentLineItem } from './line-items.ts';
import { statuses, type Shipment } from './shipment.ts';

/** A shipment in API responses. */
export const ShipmentView = Type.Object(
  {
    shipmentId: idSchema('shp'),
    orderId: idSchema('ord'),
    status: Type.Enum(statuses),
    customerId: Type.Optional(CustomerId),
    email: Type.String(),
    shippingAddress: Address,
    shippingOption: Type.String(),
    lineItems: Type.Array(ShipmentLineItem),
    createdAt: Instant,
    pickedAt: Type.Optional(Instant),
    carrier: Type.Optional(Type.String()),
    trackingNumber: Type.Optional(Type.String()),
    dispatchedAt: Type.Optional(Instant),
    deliveredAt: Type.Optional(Instant),
    canceledAt: Type.Optional(Instant),
    cancelReason: Type.Optional(Type.String()),
    hold: Type.Optional(Hold),
  },
  { title: 'Shipment' },
);
export type ShipmentView = Static<typeof ShipmentView>;

/** A shipment after a transition, and the new shipment with its remaining units, if any. */
export const TransitionedShipmentView = Type.Object(
  {
    ...ShipmentView.properties,
    followUpShipmentId: Type.Optional(idSchema('shp')),
  },
  { title: 'TransitionedShipment' },
);
export type TransitionedShipmentView = Static<typeof TransitionedShipmentView>;

/** Omits the version, which the ETag header carries. */
export function toShipmentView(shipment: Shipment & { readonly version?: number }): ShipmentView {
  const { version: _, lineItems, ...fields } = shipment;
  return { ...fields, lineItems: [...lineItems] };
}
