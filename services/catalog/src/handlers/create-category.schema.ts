import { httpRequest, staff } from '#libs/lambda';
import { Category, CategoryInput } from '../models/category.ts';

export default httpRequest({
  tag: 'Categories',
  summary: 'Create a category',
  description: 'Products refer to categories by id.',
  access: staff('tradewind/catalog.write'),
  body: CategoryInput,
  responses: { 201: Category },
  sends: ['ETag', 'Location'],
});
