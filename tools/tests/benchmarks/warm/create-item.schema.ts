import { httpRequest, IdempotencyKey, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { Item, NewItem } from './item.ts';

export default httpRequest({
  tag: 'Items',
  summary: 'Create an item',
  description: 'The POST of the benchmark.',
  access: staff('tradewind/items.write'),
  headers: Type.Object({ 'idempotency-key': IdempotencyKey }),
  body: NewItem,
  responses: { 201: Item },
  sends: ['ETag', 'Location'],
});
