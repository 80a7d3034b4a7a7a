import { httpRequest, IdempotencyKey, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { Category, CategoryInput } from '../models/category.ts';

export default httpRequest({
  tag: 'Categories',
  summary: 'Create a category',
  description: 'Products refer to categories by id.',
  access: staff('tradewind/catalog.write'),
  headers: Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) }),
  body: CategoryInput,
  responses: { 201: Category },
  sends: ['ETag', 'Location'],
});
