import { httpRequest, Problem } from '#libs/lambda';
import { idOf } from '#libs/models';
import { Type } from 'typebox';
import { ShipmentView } from '../models/shipment-view.ts';

export default httpRequest({
  summary: 'A shipment, to staff',
  path: Type.Object({ shipmentId: idOf('shp') }),
  responses: { 200: ShipmentView, 403: Problem, 404: Problem },
});
