import { anyone, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { ProductView } from '../models/product.ts';

export default httpRequest({
  tag: 'Products',
  summary: 'Get a product',
  description: 'Archived products return 404. The response may be cached.',
  access: anyone,
  // Cached prices are at most a minute old; checkout uses the current price.
  caching: { publicSeconds: 60 },
  path: Type.Object({ productId: idSchema('prd') }),
  headers: Type.Object({ 'if-none-match': Type.Optional(Type.String()) }),
  responses: { 200: ProductView, 304: null },
  sends: ['ETag'],
  problems: { 404: ['product.not-found'] },
});
