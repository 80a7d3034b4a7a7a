import { environment } from '#libs/config';
import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { replaceCategory } from '../controllers/replace-category.ts';
import { dynamoDbCategoryTable } from '../gateways/dynamodb-category-table.ts';
import request from './replace-category.schema.ts';

const env = environment({ CATEGORIES_TABLE: 'text' });
const deps = { categories: dynamoDbCategoryTable(env.CATEGORIES_TABLE), now: () => new Date() };

export const handler = httpHandler(request, async ({ path, body, headers, caller }) => {
  requireStaff(caller, 'tradewind/catalog.write');
  const category = await replaceCategory(path.categoryId, body, headers['if-match'], deps);
  return ok(category, { version: category.version });
});
