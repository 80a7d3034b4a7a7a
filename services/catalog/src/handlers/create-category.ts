import { environment } from '#libs/config';
import { created, dynamoDbIdempotency, httpHandler } from '#libs/lambda';
import { createCategory } from '../controllers/create-category.ts';
import { dynamoDbCategoryRepository } from '../gateways/dynamodb-category-repository.ts';
import request from './create-category.schema.ts';

const env = environment({ IDEMPOTENCY_TABLE: 'text', CATEGORIES_TABLE: 'text' });
const deps = { categories: dynamoDbCategoryRepository(env.CATEGORIES_TABLE), now: () => new Date() };

export const handler = httpHandler(
  request,
  async ({ body }) => {
    const category = await createCategory(body, deps);
    const { categoryId, version } = category;
    return created(category, { location: `/catalog/categories/${categoryId}`, version });
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
