import { CancellationReason } from '#libs/contracts';
import { httpRequest, IdempotencyKey, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { WRITE_SCOPE } from '../models/scopes.ts';
import { TransitionedShipmentView } from '../models/shipment-view.ts';

export default httpRequest({
  tag: 'Shipments',
  summary: 'Cancel a shipment',
  description:
    'Only a shipment that was not dispatched can be canceled. A new pending shipment contains its units.',
  access: staff(WRITE_SCOPE),
  path: Type.Object({ shipmentId: idSchema('shp') }),
  headers: Type.Object({
    'idempotency-key': Type.Optional(IdempotencyKey),
    'if-match': Type.Optional(Type.String()),
  }),
  body: Type.Object(
    { reason: CancellationReason },
    { title: 'ShipmentCancellation', additionalProperties: false },
  ),
  responses: { 200: TransitionedShipmentView },
  sends: ['ETag'],
  problems: {
    404: ['shipment.not-found'],
    409: ['shipment.dispatched', 'shipment.delivered', 'shipment.canceled', 'shipment.limit-exceeded'],
    503: ['fulfillment.busy'],
  },
});
