import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { listCategories } from '../controllers/list-categories.ts';
import { dynamoDbCategoryRepository } from '../gateways/dynamodb-category-repository.ts';
import request from './list-categories.schema.ts';

const env = environment({ CATEGORIES_TABLE: 'text' });
const deps = { categories: dynamoDbCategoryRepository(env.CATEGORIES_TABLE) };

export const handler = httpHandler(request, async ({ query }) => ok(await listCategories(query, deps)));
