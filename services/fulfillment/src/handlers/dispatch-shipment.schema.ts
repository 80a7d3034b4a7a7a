import { Carrier, MAX_ORDER_LINES, ProductQuantity, TrackingNumber } from '#libs/contracts';
import { httpRequest, IdempotencyKey, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { WRITE_SCOPE } from '../models/scopes.ts';
import { TransitionedShipmentView } from '../models/shipment-view.ts';

export default httpRequest({
  tag: 'Shipments',
  summary: 'Dispatch a shipment',
  description:
    'Records that a carrier took a picked shipment or a part of it. The remaining units become a new pending shipment.',
  access: staff(WRITE_SCOPE),
  path: Type.Object({ shipmentId: idSchema('shp') }),
  headers: Type.Object({
    'idempotency-key': Type.Optional(IdempotencyKey),
    'if-match': Type.Optional(Type.String()),
  }),
  body: Type.Object(
    {
      carrier: Carrier,
      trackingNumber: TrackingNumber,
      lineItems: Type.Optional(Type.Array(ProductQuantity, { minItems: 1, maxItems: MAX_ORDER_LINES })),
    },
    { title: 'ShipmentDispatch', additionalProperties: false },
  ),
  responses: { 200: TransitionedShipmentView },
  sends: ['ETag'],
  problems: {
    404: ['shipment.not-found'],
    409: [
      'shipment.pending',
      'shipment.dispatched',
      'shipment.delivered',
      'shipment.canceled',
      'shipment.payment-refunded',
      'shipment.quantity-exceeded',
      'shipment.limit-exceeded',
    ],
    503: ['fulfillment.busy'],
  },
});
