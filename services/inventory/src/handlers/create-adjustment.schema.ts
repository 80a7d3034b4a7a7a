import { httpRequest, IdempotencyKey, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { Adjustment, NewAdjustment } from '../models/adjustment.ts';

export default httpRequest({
  tag: 'Stock',
  summary: 'Create a stock adjustment',
  description: 'Records units that were added or removed other than by an order.',
  access: staff('tradewind/inventory.write'),
  path: Type.Object({ productId: idSchema('prd') }),
  headers: Type.Object({ 'idempotency-key': IdempotencyKey }),
  body: NewAdjustment,
  responses: { 201: Adjustment },
  problems: { 409: ['stock.insufficient'], 503: ['stock.busy'] },
});
