import { environment } from '#libs/config';
import { httpHandler } from '#libs/lambda';
import { getCategory } from '../controllers/get-category.ts';
import { dynamoDbCategoryTable } from '../gateways/dynamodb-category-table.ts';
import { cachedRecordReply } from '../helpers/cached-reply.ts';
import request from './get-category.schema.ts';

const env = environment({ CATEGORIES_TABLE: 'text' });
const deps = { categories: dynamoDbCategoryTable(env.CATEGORIES_TABLE) };

export const handler = httpHandler(request, async ({ path, headers }) =>
  cachedRecordReply(await getCategory(path.categoryId, deps), headers['if-none-match']),
);
