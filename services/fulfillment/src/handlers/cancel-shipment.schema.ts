import { httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { MovedShipmentView } from '../models/shipment-view.ts';

export default httpRequest({
  summary: 'Give up a shipment that was not dispatched; another one takes its pieces over',
  path: Type.Object({ shipmentId: idSchema('shp') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: Type.Object(
    { reason: Type.String({ minLength: 1, maxLength: 500 }) },
    { additionalProperties: false },
  ),
  responses: { 200: MovedShipmentView, 403: Problem, 404: Problem, 409: Problem, 412: Problem },
});
