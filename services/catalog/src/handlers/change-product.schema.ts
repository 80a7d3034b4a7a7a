import { httpRequest, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { ProductChange, ProductView } from '../models/product.ts';

export default httpRequest({
  tag: 'Products',
  summary: 'Update a product',
  description:
    'A JSON Merge Patch: `null` removes an attribute. The status `active` restores an archived product.',
  access: staff('tradewind/catalog.write'),
  path: Type.Object({ productId: idSchema('prd') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: ProductChange,
  responses: { 200: ProductView },
  sends: ['ETag'],
  problems: {
    404: ['product.not-found'],
    409: ['record.changed'],
    422: ['category.unknown'],
    503: ['catalog.busy'],
  },
});
