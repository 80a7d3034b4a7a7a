import { environment } from '#libs/config';
import {
  OrderCanceled,
  OrderPlaced,
  PaymentRefunded,
  ShipmentDelivered,
  ShipmentDispatched,
} from '#libs/contracts';
import { eventQueueHandler, on } from '#libs/lambda';
import { updateOrderProjection, type OrderEvent } from '../controllers/update-order-projection.ts';
import { dynamoDbOrderProjectionRepository } from '../gateways/dynamodb-order-projection-repository.ts';

const env = environment({ ORDER_PROJECTIONS_TABLE: 'text' });
const deps = { orders: dynamoDbOrderProjectionRepository(env.ORDER_PROJECTIONS_TABLE) };
const update = (event: OrderEvent) => updateOrderProjection(event, deps);

export const handler = eventQueueHandler(
  on(OrderPlaced, update),
  on(OrderCanceled, update),
  on(PaymentRefunded, update),
  on(ShipmentDispatched, update),
  on(ShipmentDelivered, update),
);
