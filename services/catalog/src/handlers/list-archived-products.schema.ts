import { httpRequest, staff } from '#libs/lambda';
import { idSchema, pageSchema, PageQuery } from '#libs/models';
import { Type } from 'typebox';
import { ProductView } from '../models/product.ts';

export default httpRequest({
  tag: 'Products',
  summary: 'List archived products',
  description: 'Newest first.',
  access: staff('tradewind/catalog.write'),
  query: Type.Object(
    { ...PageQuery.properties, categoryId: Type.Optional(idSchema('cat')) },
    { additionalProperties: false },
  ),
  responses: { 200: pageSchema(ProductView) },
});
