import type { ParameterReader } from '#libs/config';
import Provider from '../parameters/provider.schema.ts';
import ProviderSecretKey from '../parameters/provider-secret-key.schema.ts';
import ProviderUrl from '../parameters/provider-url.schema.ts';
import { instrumentedProvider } from './instrumented-provider.ts';
import type { ProviderClient } from './payment-provider.ts';
import { sandboxProvider } from './sandbox-provider.ts';

/** The environment variables: the names of the parameters, and how long a request may take. */
interface ProviderEnvironment {
  readonly PROVIDER_PARAMETER: string;
  readonly PROVIDER_URL_PARAMETER: string;
  readonly PROVIDER_SECRET_KEY_PARAMETER: string;
  readonly PROVIDER_TIMEOUT_SECONDS: number;
}

/** The provider that the parameters select. A change takes effect when the parameter cache expires, within a minute. */
export function providerFromParameters(
  parameters: ParameterReader,
  env: ProviderEnvironment,
): ProviderClient {
  const timeoutMilliseconds = env.PROVIDER_TIMEOUT_SECONDS * 1000;
  let cached: { key: string; provider: Promise<ProviderClient> } | undefined;

  const current = async (): Promise<ProviderClient> => {
    const [name, secretKey] = await Promise.all([
      parameters.value(env.PROVIDER_PARAMETER, Provider),
      parameters.value(env.PROVIDER_SECRET_KEY_PARAMETER, ProviderSecretKey),
    ]);
    const url =
      name === 'sandbox' ? await parameters.value(env.PROVIDER_URL_PARAMETER, ProviderUrl) : undefined;
    const key = JSON.stringify([name, secretKey, url]);
    if (cached?.key !== key)
      cached = { key, provider: createProvider({ url, secretKey, timeoutMilliseconds }) };
    return cached.provider;
  };

  const provider: ProviderClient = {
    authorize: async (request) => (await current()).authorize(request),
    capture: async (authorizationId) => (await current()).capture(authorizationId),
    void: async (authorizationId) => (await current()).void(authorizationId),
    refund: async (authorizationId) => (await current()).refund(authorizationId),
    find: async (reference) => (await current()).find(reference),
    list: async (query) => (await current()).list(query),
  };
  return instrumentedProvider(provider);
}

/** @param url  the URL of the sandbox; undefined selects Stripe */
async function createProvider({
  url,
  ...options
}: {
  url: string | undefined;
  secretKey: string;
  timeoutMilliseconds: number;
}): Promise<ProviderClient> {
  if (url !== undefined) return sandboxProvider({ url, ...options });
  // The Stripe SDK is large and only loaded when it is used.
  const { stripeProvider } = await import('./stripe-provider.ts');
  return stripeProvider(options);
}
