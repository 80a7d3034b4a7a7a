import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { getCategory } from '../controllers/get-category.ts';
import { dynamoDbCategoryRepository } from '../gateways/dynamodb-category-repository.ts';
import request from './get-category.schema.ts';

const env = environment({ CATEGORIES_TABLE: 'text' });
const deps = { categories: dynamoDbCategoryRepository(env.CATEGORIES_TABLE) };

export const handler = httpHandler(request, async ({ path }) => {
  const category = await getCategory(path.categoryId, deps);
  return ok(category, { version: category.version });
});
