import { environment } from '#libs/config';
import { httpHandler } from '#libs/lambda';
import { listCategories } from '../controllers/list-categories.ts';
import { dynamoDbCategoryRepository } from '../gateways/dynamodb-category-repository.ts';
import { cachedReply } from '../helpers/cached-reply.ts';
import request from './list-categories.schema.ts';

const env = environment({ CATEGORIES_TABLE: 'text' });
const deps = { categories: dynamoDbCategoryRepository(env.CATEGORIES_TABLE) };

export const handler = httpHandler(request, async ({ query }) =>
  cachedReply(await listCategories(query, deps)),
);
