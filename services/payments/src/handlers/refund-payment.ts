import { environment, parameterReader } from '#libs/config';
import { RefundPayment } from '#libs/contracts';
import { parameterStore } from '#libs/gateways';
import { commandHandler } from '#libs/lambda';
import { refundPayment } from '../controllers/refund-payment.ts';
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
};

export const handler = commandHandler(RefundPayment, (command) => refundPayment(command, deps));
