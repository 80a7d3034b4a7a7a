import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Companion, LocalContext } from '../../../tools/local-cloud/src/contract/local-context.ts';
import { startSandboxProvider } from './sandbox-provider/server.ts';

/** Starts the sandbox payment provider and sets the parameters that an operator sets for a real provider. */
export default async function startPaymentProvider(local: LocalContext): Promise<Companion> {
  const folder = join(local.stateFolder, 'payments');
  mkdirSync(folder, { recursive: true });
  const provider = await startSandboxProvider({
    file: join(folder, 'sandbox-provider.sqlite'),
    webhookUrl: `${local.apiUrl}/payments/webhooks`,
  });
  const parameter = (name: string) => `/tradewind/${local.stage}/payments/${name}`;
  await local.putParameter(parameter('provider'), 'sandbox');
  await local.putParameter(parameter('provider-url'), provider.url);
  await local.putParameter(parameter('provider-secret-key'), provider.secretKey, { secure: true });
  await local.putParameter(parameter('webhook-secret'), provider.webhookSecret, { secure: true });
  local.log(`payments: sandbox payment provider started at ${provider.url}`);
  return { stop: () => provider.stop() };
}
