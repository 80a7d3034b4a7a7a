import { MAX_ORDER_LINES, ProductQuantity } from '#libs/contracts';
import { httpRequest, IdempotencyKey, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { WRITE_SCOPE } from '../models/scopes.ts';
import { TransitionedShipmentView } from '../models/shipment-view.ts';

export default httpRequest({
  tag: 'Shipments',
  summary: 'Pick a shipment',
  description:
    'Records that a pending shipment or a part of it was picked. The remaining units become a new pending shipment.',
  access: staff(WRITE_SCOPE),
  path: Type.Object({ shipmentId: idSchema('shp') }),
  headers: Type.Object({
    'idempotency-key': Type.Optional(IdempotencyKey),
    'if-match': Type.Optional(Type.String()),
  }),
  body: Type.Object(
    { lineItems: Type.Optional(Type.Array(ProductQuantity, { minItems: 1, maxItems: MAX_ORDER_LINES })) },
    { title: 'ShipmentPick', additionalProperties: false },
  ),
  responses: { 200: TransitionedShipmentView },
  sends: ['ETag'],
  problems: {
    404: ['shipment.not-found'],
    409: [
      'shipment.picked',
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
