import { httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { MovedShipmentView } from '../models/shipment-view.ts';

export default httpRequest({
  summary: 'Record that a dispatched shipment arrived',
  path: Type.Object({ shipmentId: idSchema('shp') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  responses: { 200: MovedShipmentView, 403: Problem, 404: Problem, 409: Problem, 412: Problem },
});
