import { inMemoryRecordRepository } from '#libs/testing';
import type { Order } from '../src/models/order.ts';

export const inMemoryOrderRepository = () =>
  inMemoryRecordRepository<Order>(['orderId'], { byCustomer: 'placedAt' });
