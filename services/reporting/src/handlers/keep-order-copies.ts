import { environment } from '#libs/config';
import {
  OrderCanceled,
  OrderPlaced,
  PaymentRefunded,
  ShipmentDelivered,
  ShipmentDispatched,
} from '#libs/contracts';
import { eventQueueHandler, on } from '#libs/lambda';
import { keepOrderCopy, type OrderEvent } from '../controllers/keep-order-copy.ts';
import { dynamoDbOrderCopies } from '../gateways/dynamodb-order-copies.ts';

const env = environment({ ORDER_COPIES_TABLE: 'text' });
const deps = { copies: dynamoDbOrderCopies(env.ORDER_COPIES_TABLE) };
const keep = (event: OrderEvent) => keepOrderCopy(event, deps);

export const handler = eventQueueHandler(
  on(OrderPlaced, keep),
  on(OrderCanceled, keep),
  on(PaymentRefunded, keep),
  on(ShipmentDispatched, keep),
  on(ShipmentDelivered, keep),
);
