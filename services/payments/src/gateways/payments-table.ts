import { recordTable, type RecordTable } from '#libs/gateways';
import type { Payment } from '../models/payment.ts';

/** One payment for each order: the order's id is the key, so the condition of the write keeps a second from being made. */
export type PaymentsTable = RecordTable<Payment>;

export const paymentsTable = (tableName: string): PaymentsTable =>
  recordTable<Payment>(tableName, ['orderId']);
