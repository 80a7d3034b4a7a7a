import { httpRequest, staff } from '#libs/lambda';
import { idSchema, pageSchema, PageQuery } from '#libs/models';
import { Type } from 'typebox';
import { Adjustment } from '../models/adjustment.ts';

export default httpRequest({
  tag: 'Stock',
  summary: 'List stock adjustments',
  description: 'Newest first.',
  access: staff('tradewind/inventory.write'),
  path: Type.Object({ productId: idSchema('prd') }),
  query: PageQuery,
  responses: { 200: pageSchema(Adjustment) },
});
