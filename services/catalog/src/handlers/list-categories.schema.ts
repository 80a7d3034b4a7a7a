import { anyone, httpRequest } from '#libs/lambda';
import { pageSchema, PageQuery } from '#libs/models';
import { Category } from '../models/category.ts';

export default httpRequest({
  tag: 'Categories',
  summary: 'List categories',
  description: 'Sorted by name.',
  access: anyone,
  // Cached prices are at most a minute old; checkout uses the current price.
  caching: { publicSeconds: 60 },
  query: PageQuery,
  responses: { 200: pageSchema(Category) },
});
