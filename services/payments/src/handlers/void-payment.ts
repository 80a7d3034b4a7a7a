import { VoidPayment } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { voidPayment } from '../controllers/void-payment.ts';
import { paymentCommandDependencies } from '../wiring/payment-commands.ts';

const deps = paymentCommandDependencies();

export const handler = commandHandler(VoidPayment, (command) => voidPayment(command, deps));
