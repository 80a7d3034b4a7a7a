import { httpRequest, IdempotencyKey, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { DiscountView, NewDiscount } from '../models/discount.ts';

export default httpRequest({
  tag: 'Discounts',
  summary: 'Create a discount',
  description: 'Codes are case-insensitive, and unique.',
  access: staff(),
  headers: Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) }),
  body: NewDiscount,
  responses: { 201: DiscountView },
  sends: ['ETag', 'Location'],
  problems: { 400: ['period.empty'], 409: ['discount.exists'] },
});
