import { CapturePayment } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { capturePayment } from '../controllers/capture-payment.ts';
import { paymentCommandDependencies } from '../wiring/payment-commands.ts';

const deps = paymentCommandDependencies();

export const handler = commandHandler(CapturePayment, (command) => capturePayment(command, deps));
