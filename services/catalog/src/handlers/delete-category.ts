import { environment } from '#libs/config';
import { httpHandler, noContent } from '#libs/lambda';
import { deleteCategory } from '../controllers/delete-category.ts';
import { dynamoDbCategoryRepository } from '../gateways/dynamodb-category-repository.ts';
import request from './delete-category.schema.ts';

const env = environment({ CATEGORIES_TABLE: 'text' });
const deps = { categories: dynamoDbCategoryRepository(env.CATEGORIES_TABLE) };

export const handler = httpHandler(request, async ({ path, headers }) => {
  await deleteCategory(path.categoryId, headers['if-match'], deps);
  return noContent();
});
