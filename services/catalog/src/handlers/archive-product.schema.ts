import { httpRequest, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';

export default httpRequest({
  tag: 'Products',
  summary: 'Archive a product',
  description: 'Takes the product off sale. The record is kept for its orders.',
  access: staff('tradewind/catalog.write'),
  path: Type.Object({ productId: idSchema('prd') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  responses: { 204: null },
  problems: { 404: ['product.not-found'], 409: ['record.changed'], 503: ['catalog.busy'] },
});
