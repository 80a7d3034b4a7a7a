import { environment } from '#libs/config';
import { httpHandler } from '#libs/lambda';
import { getCategory } from '../controllers/get-category.ts';
import { dynamoDbCategoryRepository } from '../gateways/dynamodb-category-repository.ts';
import { cachedRecordReply } from '../helpers/cached-reply.ts';
import request from './get-category.schema.ts';

const env = environment({ CATEGORIES_TABLE: 'text' });
const deps = { categories: dynamoDbCategoryRepository(env.CATEGORIES_TABLE) };

export const handler = httpHandler(request, async ({ path, headers }) =>
  cachedRecordReply(await getCategory(path.categoryId, deps), headers['if-none-match']),
);
