import { inMemoryRecordRepository } from '#libs/testing';
import type { Payment } from '../src/models/payment.ts';

export const inMemoryPaymentRepository = () => inMemoryRecordRepository<Payment>(['orderId']);
