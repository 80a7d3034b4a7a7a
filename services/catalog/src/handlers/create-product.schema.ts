import { httpRequest, IdempotencyKey, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { NewProduct, ProductView } from '../models/product.ts';

export default httpRequest({
  tag: 'Products',
  summary: 'Create a product',
  description: 'The product is on sale at once. Its stock is managed by the inventory API.',
  access: staff('tradewind/catalog.write'),
  headers: Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) }),
  body: NewProduct,
  responses: { 201: ProductView },
  sends: ['ETag', 'Location'],
  problems: { 422: ['category.unknown'], 503: ['catalog.busy'] },
});
