import type { RecordRepository } from '#libs/gateways';
import type { Order } from '../models/order.ts';

/** Orders by id. The index `byCustomer` contains confirmed orders only, sorted by `placedAt`. */
export type OrderRepository = RecordRepository<Order>;
