import { RefundPayment } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { refundPayment } from '../controllers/refund-payment.ts';
import { paymentCommandDependencies } from '../wiring/payment-commands.ts';

const deps = paymentCommandDependencies();

export const handler = commandHandler(RefundPayment, (command) => refundPayment(command, deps));
