import { environment } from '#libs/config';
import { created, httpHandler, dynamoDbIdempotency } from '#libs/lambda';
import { createAdjustment } from '../controllers/create-adjustment.ts';
import { dynamoDbStockRepository } from '../gateways/dynamodb-stock-repository.ts';
import request from './create-adjustment.schema.ts';

const env = environment({ STOCK_TABLE: 'text', ADJUSTMENTS_TABLE: 'text', IDEMPOTENCY_TABLE: 'text' });
const deps = {
  stock: dynamoDbStockRepository({ stock: env.STOCK_TABLE, adjustments: env.ADJUSTMENTS_TABLE }),
};

export const handler = httpHandler(
  request,
  async ({ path, body, origin }) => {
    return created(await createAdjustment(path.productId, body, origin, deps));
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
