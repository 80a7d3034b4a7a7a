import { environment, parameterReader } from '#libs/config';
import { parameterStore } from '#libs/gateways';
import { dynamoDbPaymentRepository } from '../gateways/dynamodb-payment-repository.ts';
import { providerFromParameters } from '../gateways/provider-from-parameters.ts';

/** The payments and the payment provider, for the commands of the sagas. */
export function paymentCommandDependencies() {
  const env = environment({
    PAYMENTS_TABLE: 'text',
    PROVIDER_PARAMETER: 'parameter',
    PROVIDER_URL_PARAMETER: 'parameter',
    PROVIDER_SECRET_KEY_PARAMETER: 'secretParameter',
    PROVIDER_TIMEOUT_SECONDS: 'integer',
  });
  return {
    payments: dynamoDbPaymentRepository(env.PAYMENTS_TABLE),
    provider: providerFromParameters(parameterReader(parameterStore()), env),
    now: () => new Date(),
  };
}
