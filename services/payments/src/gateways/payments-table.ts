import { dynamoDbRecordRepository, type RecordRepository } from '#libs/gateways';
import type { Payment } from '../models/payment.ts';

/** One payment for each order: the order's id is the key, so the condition of the write keeps a second from being made. */
export type PaymentsTable = RecordRepository<Payment>;

export const paymentsTable = (tableName: string): PaymentsTable =>
  dynamoDbRecordRepository<Payment>(tableName, ['orderId']);
