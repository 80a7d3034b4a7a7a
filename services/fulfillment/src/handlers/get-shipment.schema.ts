import { httpRequest, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { WRITE_SCOPE } from '../models/scopes.ts';
import { ShipmentView } from '../models/shipment-view.ts';

export default httpRequest({
  tag: 'Shipments',
  summary: 'Get a shipment',
  description: 'Includes the recipient and the line items.',
  access: staff(WRITE_SCOPE),
  path: Type.Object({ shipmentId: idSchema('shp') }),
  responses: { 200: ShipmentView },
  sends: ['ETag'],
  problems: { 404: ['shipment.not-found'] },
});
