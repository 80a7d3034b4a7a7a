import { anyone, httpRequest } from '#libs/lambda';
import { idSchema, pageSchema, PageQuery } from '#libs/models';
import { Type } from 'typebox';
import { ProductView } from '../models/product.ts';

export default httpRequest({
  tag: 'Products',
  summary: 'List products',
  description: 'Products on sale, newest first.',
  access: anyone,
  // Cached prices are at most a minute old; checkout uses the current price.
  caching: { publicSeconds: 60 },
  query: Type.Object(
    { ...PageQuery.properties, categoryId: Type.Optional(idSchema('cat')) },
    { additionalProperties: false },
  ),
  responses: { 200: pageSchema(ProductView) },
});
