import { anyone, httpRequest } from '#libs/lambda';
import { pageSchema, PageQuery } from '#libs/models';
import { Category } from '../models/category.ts';

export default httpRequest({
  summary: 'List categories',
  description: 'Sorted by name.',
  access: anyone,
  query: PageQuery,
  responses: { 200: pageSchema(Category) },
});
