import { recordTable, type RecordTable } from '#libs/gateways';
import type { Order } from '../models/order.ts';

/** Orders by id; the index `byCustomer` has those that stand, by the time they came to. */
export type OrdersTable = RecordTable<Order>;

export const ordersTable = (tableName: string): OrdersTable => recordTable<Order>(tableName, ['orderId']);
