import { AuthorizePayment } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { authorizePayment } from '../controllers/authorize-payment.ts';
import { paymentCommandDependencies } from '../wiring/payment-commands.ts';

const deps = paymentCommandDependencies();

export const handler = commandHandler(AuthorizePayment, (command) => authorizePayment(command, deps));
