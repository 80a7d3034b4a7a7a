import { environment } from '#libs/config';
import { VoidPayment } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { voidPayment } from '../controllers/void-payment.ts';
import { paymentCommandDependencies } from '../wiring/payment-commands.ts';

const env = environment({ AUTHORIZE_PAYMENT_ENDS_WITHIN_SECONDS: 'integer' });
const deps = {
  ...paymentCommandDependencies(),
  authorizeEndsWithinSeconds: env.AUTHORIZE_PAYMENT_ENDS_WITHIN_SECONDS,
};

export const handler = commandHandler(VoidPayment, (command) => voidPayment(command, deps));
