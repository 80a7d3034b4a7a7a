import { httpRequest, IdempotencyKey, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { WRITE_SCOPE } from '../models/scopes.ts';
import { TransitionedShipmentView } from '../models/shipment-view.ts';

export default httpRequest({
  tag: 'Shipments',
  summary: 'Deliver a shipment',
  description: 'Records that the carrier delivered a dispatched shipment.',
  access: staff(WRITE_SCOPE),
  path: Type.Object({ shipmentId: idSchema('shp') }),
  headers: Type.Object({
    'idempotency-key': Type.Optional(IdempotencyKey),
    'if-match': Type.Optional(Type.String()),
  }),
  responses: { 200: TransitionedShipmentView },
  sends: ['ETag'],
  problems: {
    404: ['shipment.not-found'],
    409: ['shipment.pending', 'shipment.picked', 'shipment.delivered', 'shipment.canceled'],
    503: ['fulfillment.busy'],
  },
});
