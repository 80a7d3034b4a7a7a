import { httpRequest } from '#libs/lambda';
import { idOf, pageOf, PageQuery } from '#libs/models';
import { Type } from 'typebox';
import { Adjustment } from '../models/adjustment.ts';

export default httpRequest({
  summary: 'The recorded movements of a product, newest first',
  path: Type.Object({ productId: idOf('prd') }),
  query: PageQuery,
  responses: { 200: pageOf(Adjustment) },
});
