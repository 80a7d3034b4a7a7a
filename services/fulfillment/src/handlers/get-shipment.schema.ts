import { httpRequest, Problem, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { WRITE_SCOPE } from '../models/scopes.ts';
import { ShipmentView } from '../models/shipment-view.ts';

export default httpRequest({
  summary: 'Get a shipment',
  access: staff(WRITE_SCOPE),
  path: Type.Object({ shipmentId: idSchema('shp') }),
  responses: { 200: ShipmentView, 403: Problem, 404: Problem },
});
