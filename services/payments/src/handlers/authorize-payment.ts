import { environment, parameterReader } from '#libs/config';
import { AuthorizePayment } from '#libs/contracts';
import { parameterStore } from '#libs/gateways';
import { commandHandler } from '#libs/lambda';
import { authorizePayment } from '../controllers/authorize-payment.ts';
import { configuredProvider } from '../gateways/configured-provider.ts';
import { paymentsTable } from '../gateways/payments-table.ts';

const env = environment({
  PAYMENTS_TABLE: 'text',
  PROVIDER_PARAMETER: 'parameter',
  PROVIDER_URL_PARAMETER: 'parameter',
  PROVIDER_SECRET_KEY_PARAMETER: 'secretParameter',
});
const deps = {
  payments: paymentsTable(env.PAYMENTS_TABLE),
  provider: configuredProvider(parameterReader(parameterStore()), env),
  now: () => new Date(),
};

export const handler = commandHandler(AuthorizePayment, (command) => authorizePayment(command, deps));
