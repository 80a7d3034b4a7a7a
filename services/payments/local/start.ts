import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Companion, LocalContext } from '../../../tools/local-cloud/src/contract/local-context.ts';
import { startSandboxProvider } from './sandbox-provider/server.ts';

/** Starts the payment provider of local runs and says where it is, as an operator does for a real one. */
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
  local.log(`payments: the sandbox payment provider is at ${provider.url}`);
  return { stop: () => provider.stop() };
}
