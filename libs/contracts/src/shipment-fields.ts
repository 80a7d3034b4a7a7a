import { CustomerId, idSchema, Instant, EmailAddress, lineSchema } from '#libs/models';
import { Type } from 'typebox';
import { MAX_ORDER_LINES, ProductQuantity } from './line-item.ts';

/** The name of a carrier. */
export const Carrier = lineSchema(100);

/** The number under which a carrier tracks a parcel. */
export const TrackingNumber = lineSchema(100);

/** The data fields that describe a shipment and its tracking, shared by the events of fulfillment. */
export const shipmentFields = {
  shipmentId: idSchema('shp'),
  orderId: idSchema('ord'),
  customerId: Type.Optional(CustomerId),
  email: EmailAddress,
  lineItems: Type.Array(ProductQuantity, { minItems: 1, maxItems: MAX_ORDER_LINES }),
  carrier: Carrier,
  trackingNumber: TrackingNumber,
  dispatchedAt: Instant,
};
