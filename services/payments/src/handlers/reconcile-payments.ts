import { scheduleHandler } from '#libs/lambda';
import { reconcilePayments } from '../controllers/reconcile-payments.ts';
import { paymentCommandDependencies } from '../wiring/payment-commands.ts';

const { payments, provider } = paymentCommandDependencies();

export const handler = scheduleHandler(({ dueAt }) =>
  reconcilePayments(dueAt, { payments, books: provider }),
);
