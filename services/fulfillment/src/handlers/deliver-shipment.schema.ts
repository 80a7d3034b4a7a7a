import { httpRequest, Problem, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { WRITE_SCOPE } from '../models/scopes.ts';
import { TransitionedShipmentView } from '../models/shipment-view.ts';

export default httpRequest({
  summary: 'Deliver a shipment',
  access: staff(WRITE_SCOPE),
  path: Type.Object({ shipmentId: idSchema('shp') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  responses: { 200: TransitionedShipmentView, 403: Problem, 404: Problem, 409: Problem, 412: Problem },
});
