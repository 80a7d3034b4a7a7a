import { httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { ShipmentView } from '../models/shipment-view.ts';

export default httpRequest({
  summary: 'Get a shipment',
  path: Type.Object({ shipmentId: idSchema('shp') }),
  responses: { 200: ShipmentView, 403: Problem, 404: Problem },
});
