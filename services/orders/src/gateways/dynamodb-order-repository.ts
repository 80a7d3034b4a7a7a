import { dynamoDbRecordRepository } from '#libs/gateways';
import type { Order } from '../models/order.ts';
import type { OrderRepository } from './order-repository.ts';

export const dynamoDbOrderRepository = (tableName: string): OrderRepository =>
  dynamoDbRecordRepository<Order>(tableName, ['orderId']);
