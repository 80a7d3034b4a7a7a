import { httpRequest, Problem, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { ProductChange, ProductView } from '../models/product.ts';

export default httpRequest({
  summary: 'Update a product',
  description:
    'A JSON Merge Patch: `null` removes an attribute. The status `active` restores an archived product.',
  access: staff('tradewind/catalog.write'),
  path: Type.Object({ productId: idSchema('prd') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: ProductChange,
  responses: { 200: ProductView, 403: Problem, 404: Problem, 412: Problem, 422: Problem },
});
