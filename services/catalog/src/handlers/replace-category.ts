import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { replaceCategory } from '../controllers/replace-category.ts';
import { dynamoDbCategoryRepository } from '../gateways/dynamodb-category-repository.ts';
import request from './replace-category.schema.ts';

const env = environment({ CATEGORIES_TABLE: 'text' });
const deps = { categories: dynamoDbCategoryRepository(env.CATEGORIES_TABLE), now: () => new Date() };

export const handler = httpHandler(request, async ({ path, body, headers }) => {
  const category = await replaceCategory(path.categoryId, body, headers['if-match'], deps);
  return ok(category, { version: category.version });
});
