import type { RecordRepository } from '#libs/gateways';
import type { Payment } from '../models/payment.ts';

/** One payment per order: the order id is the key, so a conditional write prevents a second payment. */
export type PaymentRepository = RecordRepository<Payment>;
