import { setTimeout as pause } from 'node:timers/promises';
import { environment } from '#libs/config';
import { created, httpHandler, dynamoDbIdempotency } from '#libs/lambda';
import { createAdjustment } from '../controllers/create-adjustment.ts';
import { dynamoDbAdjustmentRepository } from '../gateways/dynamodb-adjustment-repository.ts';
import { dynamoDbStockRepository } from '../gateways/dynamodb-stock-repository.ts';
import request from './create-adjustment.schema.ts';

const env = environment({ STOCK_TABLE: 'text', ADJUSTMENTS_TABLE: 'text', IDEMPOTENCY_TABLE: 'text' });
const deps = {
  adjustments: dynamoDbAdjustmentRepository({ stock: env.STOCK_TABLE, adjustments: env.ADJUSTMENTS_TABLE }),
  stock: dynamoDbStockRepository(env.STOCK_TABLE),
  pause: (milliseconds: number) => pause(milliseconds),
};

export const handler = httpHandler(
  request,
  async ({ path, body, origin }) => {
    return created(await createAdjustment(path.productId, body, origin, deps));
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
