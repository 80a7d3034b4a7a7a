import { httpRequest, staff } from '#libs/lambda';
import { idSchema, pageSchema, PageQuery } from '#libs/models';
import { Type } from 'typebox';
import { WRITE_SCOPE } from '../models/scopes.ts';
import { statuses } from '../models/shipment.ts';
import { ShipmentView } from '../models/shipment-view.ts';

export default httpRequest({
  tag: 'Shipments',
  summary: 'List shipments',
  description: 'Lists the shipments with a status or of an order, oldest first. The default is `pending`.',
  access: staff(WRITE_SCOPE),
  query: Type.Object(
    {
      ...PageQuery.properties,
      status: Type.Optional(Type.Enum(statuses)),
      orderId: Type.Optional(idSchema('ord')),
    },
    { additionalProperties: false },
  ),
  responses: { 200: pageSchema(ShipmentView) },
});
