import { Address, CustomerId, idSchema, IsoDateTime } from '#libs/models';
import { Type, type Static } from 'typebox';
import { Pieces } from './pieces.ts';
import { statuses, type Shipment } from './shipment.ts';

/** A shipment as the warehouse sees it. */
export const ShipmentView = Type.Object({
  shipmentId: idSchema('shp'),
  orderId: idSchema('ord'),
  status: Type.Enum(statuses),
  customerId: Type.Optional(CustomerId),
  email: Type.String(),
  shippingAddress: Address,
  shippingOption: Type.String(),
  lineItems: Type.Array(Pieces),
  createdAt: IsoDateTime,
  pickedAt: Type.Optional(IsoDateTime),
  carrier: Type.Optional(Type.String()),
  trackingNumber: Type.Optional(Type.String()),
  dispatchedAt: Type.Optional(IsoDateTime),
  deliveredAt: Type.Optional(IsoDateTime),
  canceledAt: Type.Optional(IsoDateTime),
  cancelReason: Type.Optional(Type.String()),
});
export type ShipmentView = Static<typeof ShipmentView>;

/** A shipment after a move, and the new one that has the pieces which did not go along. */
export const MovedShipmentView = Type.Object({
  ...ShipmentView.properties,
  remainderShipmentId: Type.Optional(idSchema('shp')),
});
export type MovedShipmentView = Static<typeof MovedShipmentView>;

/** Its facts as they are: the record's version goes into the entity tag. */
export function viewOf(shipment: Shipment & { readonly version?: number }): ShipmentView {
  const { version: _, lineItems, ...facts } = shipment;
  return { ...facts, lineItems: [...lineItems] };
}
