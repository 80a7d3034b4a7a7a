import { anyone, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { StockLevel } from '../models/stock.ts';

export default httpRequest({
  tag: 'Stock',
  summary: 'Get the stock of a product',
  description: 'The number of units that can be sold.',
  access: anyone,
  path: Type.Object({ productId: idSchema('prd') }),
  responses: { 200: StockLevel },
  sends: ['ETag'],
  problems: { 404: ['stock.not-found'] },
});
