import { dynamoDbRecordRepository } from '#libs/gateways';
import type { Payment } from '../models/payment.ts';
import type { PaymentRepository } from './payment-repository.ts';

export const dynamoDbPaymentRepository = (tableName: string): PaymentRepository =>
  dynamoDbRecordRepository<Payment>(tableName, ['orderId']);
