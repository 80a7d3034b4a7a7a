import { environment } from '#libs/config';
import { ProductChanged, StockChanged } from '#libs/contracts';
import { eventQueueHandler, on } from '#libs/lambda';
import { dynamoDbProductCopies } from '../gateways/dynamodb-product-copies.ts';

const env = environment({ PRODUCT_COPIES_TABLE: 'text' });
const copies = dynamoDbProductCopies(env.PRODUCT_COPIES_TABLE);

export const handler = eventQueueHandler(
  on(ProductChanged, (event) => copies.keepProduct(event)),
  on(StockChanged, (event) => copies.keepStock(event)),
);
