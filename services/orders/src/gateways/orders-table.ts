import { dynamoDbRecordRepository, type RecordRepository } from '#libs/gateways';
import type { Order } from '../models/order.ts';

/** Orders by id; the index `byCustomer` has those that stand, by the time they came to. */
export type OrdersTable = RecordRepository<Order>;

export const ordersTable = (tableName: string): OrdersTable =>
  dynamoDbRecordRepository<Order>(tableName, ['orderId']);
