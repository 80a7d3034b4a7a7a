import { environment } from '#libs/config';
import { ProductChanged, StockChanged } from '#libs/contracts';
import { eventQueueHandler, on } from '#libs/lambda';
import { dynamoDbProductProjectionRepository } from '../gateways/dynamodb-product-projection-repository.ts';

const env = environment({ PRODUCT_PROJECTIONS_TABLE: 'text' });
const products = dynamoDbProductProjectionRepository(env.PRODUCT_PROJECTIONS_TABLE);

export const handler = eventQueueHandler(
  on(ProductChanged, (event) => products.applyProductChanged(event)),
  on(StockChanged, (event) => products.applyStockChanged(event)),
);
