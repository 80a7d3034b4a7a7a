import type { ParameterReader } from '#libs/config';
import Provider from '../parameters/provider.schema.ts';
import ProviderSecretKey from '../parameters/provider-secret-key.schema.ts';
import ProviderUrl from '../parameters/provider-url.schema.ts';
import { freeOfCharge } from './free-of-charge.ts';
import { measuredProvider } from './measured-provider.ts';
import type { PaymentProvider } from './payment-provider.ts';
import { sandboxProvider } from './sandbox-provider.ts';

/** Names of the parameters that say which provider it is, as the environment gives them. */
interface ProviderParameters {
  readonly PROVIDER_PARAMETER: string;
  readonly PROVIDER_URL_PARAMETER: string;
  readonly PROVIDER_SECRET_KEY_PARAMETER: string;
}

/** The provider that the parameters name. Changing them takes effect within the minute that parameters are kept. */
export function configuredProvider(parameters: ParameterReader, names: ProviderParameters): PaymentProvider {
  let made: { from: string; provider: Promise<PaymentProvider> } | undefined;

  const current = async (): Promise<PaymentProvider> => {
    const [name, secretKey] = await Promise.all([
      parameters.value(names.PROVIDER_PARAMETER, Provider),
      parameters.value(names.PROVIDER_SECRET_KEY_PARAMETER, ProviderSecretKey),
    ]);
    const url =
      name === 'sandbox' ? await parameters.value(names.PROVIDER_URL_PARAMETER, ProviderUrl) : undefined;
    const from = JSON.stringify([name, secretKey, url]);
    if (made?.from !== from) made = { from, provider: providerOf({ url, secretKey }) };
    return made.provider;
  };

  const provider: PaymentProvider = {
    authorize: async (request) => (await current()).authorize(request),
    capture: async (authorizationId) => (await current()).capture(authorizationId),
    void: async (authorizationId) => (await current()).void(authorizationId),
    refund: async (authorizationId) => (await current()).refund(authorizationId),
    find: async (reference) => (await current()).find(reference),
  };
  return freeOfCharge(measuredProvider(provider));
}

/** @param url  of the sandbox; none is Stripe */
async function providerOf({
  url,
  secretKey,
}: {
  url: string | undefined;
  secretKey: string;
}): Promise<PaymentProvider> {
  if (url !== undefined) return sandboxProvider({ url, secretKey });
  // The SDK is large; whoever does not use it need not evaluate it.
  const { stripeProvider } = await import('./stripe-provider.ts');
  return stripeProvider({ secretKey });
}
