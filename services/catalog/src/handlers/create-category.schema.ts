import { httpRequest, Problem, staff } from '#libs/lambda';
import { Category, CategoryInput } from '../models/category.ts';

export default httpRequest({
  summary: 'Create a category',
  access: staff('tradewind/catalog.write'),
  body: CategoryInput,
  responses: { 201: Category, 403: Problem },
});
