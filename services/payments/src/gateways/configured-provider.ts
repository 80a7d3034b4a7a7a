import type { ParameterReader } from '#libs/config';
import { freeOfCharge } from './free-of-charge.ts';
import type { PaymentProvider } from './payment-provider.ts';
import { sandboxProvider } from './sandbox-provider.ts';

/**
 * The provider that the parameters name, under `PREFIX/provider`: `stripe` or `sandbox`. Changing them takes
 * effect within the minute that parameters are kept.
 */
export function configuredProvider(parameters: ParameterReader, prefix: string): PaymentProvider {
  let made: { from: string; provider: Promise<PaymentProvider> } | undefined;

  const current = async (): Promise<PaymentProvider> => {
    const name = await parameters.text(`${prefix}/provider`);
    const secretKey = await parameters.text(`${prefix}/provider-secret-key`);
    const url = name === 'sandbox' ? await parameters.text(`${prefix}/provider-url`) : '';
    const from = JSON.stringify([name, secretKey, url]);
    if (made?.from !== from) made = { from, provider: providerOf(name, { url, secretKey }) };
    return made.provider;
  };

  return freeOfCharge({
    authorise: async (request) => (await current()).authorise(request),
    capture: async (step) => (await current()).capture(step),
    void: async (step) => (await current()).void(step),
    refund: async (step) => (await current()).refund(step),
    find: async (reference) => (await current()).find(reference),
  });
}

async function providerOf(
  name: string,
  { url, secretKey }: { url: string; secretKey: string },
): Promise<PaymentProvider> {
  if (name === 'sandbox') return sandboxProvider({ url, secretKey });
  if (name !== 'stripe')
    throw new Error(`There is no payment provider "${name}". Set the parameter to stripe or sandbox.`);
  // The SDK is large; whoever does not use it need not evaluate it.
  const { stripeProvider } = await import('./stripe-provider.ts');
  return stripeProvider({ secretKey });
}
