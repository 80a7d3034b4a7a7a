import { httpRequest, Problem } from '#libs/lambda';
import { Category, CategoryInput } from '../models/category.ts';

export default httpRequest({
  summary: 'Create a category',
  body: CategoryInput,
  responses: { 201: Category, 403: Problem },
});
