import { CustomerId, idSchema, Instant } from '#libs/models';
import { Type } from 'typebox';
import { ProductQuantity } from './line-item.ts';

/** The data fields that describe a shipment and its tracking, shared by the events of fulfillment. */
export const shipmentFields = {
  shipmentId: idSchema('shp'),
  orderId: idSchema('ord'),
  customerId: Type.Optional(CustomerId),
  email: Type.String({ format: 'email' }),
  lineItems: Type.Array(ProductQuantity, { minItems: 1 }),
  carrier: Type.String({ minLength: 1 }),
  trackingNumber: Type.String({ minLength: 1 }),
  dispatchedAt: Instant,
};
