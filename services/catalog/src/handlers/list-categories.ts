import { environment } from '#libs/config';
import { httpHandler } from '#libs/lambda';
import { listCategories } from '../controllers/list-categories.ts';
import { dynamoDbCategoryTable } from '../gateways/dynamodb-category-table.ts';
import { cachedReply } from '../helpers/cached-reply.ts';
import request from './list-categories.schema.ts';

const env = environment({ CATEGORIES_TABLE: 'text' });
const deps = { categories: dynamoDbCategoryTable(env.CATEGORIES_TABLE) };

export const handler = httpHandler(request, async ({ query }) =>
  cachedReply(await listCategories(query, deps)),
);
