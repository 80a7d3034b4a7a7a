import { Carrier, MAX_ORDER_LINES, ProductQuantity, TrackingNumber } from '#libs/contracts';
import { httpRequest, Problem, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { WRITE_SCOPE } from '../models/scopes.ts';
import { TransitionedShipmentView } from '../models/shipment-view.ts';

export default httpRequest({
  summary: 'Dispatch a shipment',
  description:
    'Records that a carrier took a picked shipment or a part of it. The remaining units become a new pending shipment.',
  access: staff(WRITE_SCOPE),
  path: Type.Object({ shipmentId: idSchema('shp') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: Type.Object(
    {
      carrier: Carrier,
      trackingNumber: TrackingNumber,
      lineItems: Type.Optional(Type.Array(ProductQuantity, { minItems: 1, maxItems: MAX_ORDER_LINES })),
    },
    { additionalProperties: false },
  ),
  responses: { 200: TransitionedShipmentView, 403: Problem, 404: Problem, 409: Problem, 412: Problem },
});
