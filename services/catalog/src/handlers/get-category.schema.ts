import { anyone, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { Category } from '../models/category.ts';

export default httpRequest({
  tag: 'Categories',
  summary: 'Get a category',
  description: 'The response may be cached.',
  access: anyone,
  // Cached prices are at most a minute old; checkout uses the current price.
  caching: { publicSeconds: 60 },
  path: Type.Object({ categoryId: idSchema('cat') }),
  headers: Type.Object({ 'if-none-match': Type.Optional(Type.String()) }),
  responses: { 200: Category, 304: null },
  sends: ['ETag'],
  problems: { 404: ['category.not-found'] },
});
