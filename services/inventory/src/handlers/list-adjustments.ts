import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { listAdjustments } from '../controllers/list-adjustments.ts';
import { dynamoDbAdjustmentRepository } from '../gateways/dynamodb-adjustment-repository.ts';
import request from './list-adjustments.schema.ts';

const env = environment({ ADJUSTMENTS_TABLE: 'text' });
const deps = { adjustments: dynamoDbAdjustmentRepository({ adjustments: env.ADJUSTMENTS_TABLE }) };

export const handler = httpHandler(request, async ({ path, query }) => {
  return ok(await listAdjustments(path.productId, query, deps));
});
