import { httpRequest } from '#libs/lambda';
import { pageSchema, PageQuery } from '#libs/models';
import { Category } from '../models/category.ts';

export default httpRequest({
  summary: 'The categories, by name',
  query: PageQuery,
  responses: { 200: pageSchema(Category) },
});
