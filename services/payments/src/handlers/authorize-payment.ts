import { environment } from '#libs/config';
import { AuthorizePayment } from '#libs/contracts';
import { encryptionKey } from '#libs/gateways';
import { commandHandler } from '#libs/lambda';
import { authorizePayment } from '../controllers/authorize-payment.ts';
import { paymentCommandDependencies } from '../wiring/payment-commands.ts';

const env = environment({ TOKEN_KEY_ARN: 'arn' });
const deps = { ...paymentCommandDependencies(), tokenKey: encryptionKey(env.TOKEN_KEY_ARN) };

export const handler = commandHandler(AuthorizePayment, (command) => authorizePayment(command, deps));
