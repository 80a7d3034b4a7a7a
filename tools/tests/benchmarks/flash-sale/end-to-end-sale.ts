import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startSystem } from '../../../local-cloud/src/testing/started-system.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

const UNITS = 20;
const CUSTOMERS = 200;
// The last of the seeded products with three units.
const productId = `prd_${'200'.padStart(36, '0')}`;
const SEEDED_UNITS = 3;
const FINAL = new Set(['completed', 'open']);

/** The outcome of a sale in the local system. */
export interface EndToEndSale {
  readonly units: number;
  readonly customers: number;
  readonly sold: number;
  readonly serverErrors: number;
  readonly seconds: number;
}

/** Starts the local system and sends all customers at once: each creates, fills in and completes a session. */
export async function endToEndSale(): Promise<EndToEndSale> {
  await using cleanup = new AsyncDisposableStack();
  const stateFolder = await mkdtemp(join(tmpdir(), 'tradewind-bench-'));
  cleanup.defer(() => rm(stateFolder, { recursive: true, force: true }));
  const { apiUrl, stop } = await startSystem(stateFolder, ['--no-watch', '--no-console']);
  cleanup.defer(stop);
  await deliver(apiUrl, stateFolder);

  let serverErrors = 0;
  const send = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (response.status >= 500) serverErrors++;
    return (await response.json()) as Record<string, string>;
  };
  const startedAt = performance.now();
  const outcomes = await Promise.all(
    Array.from({ length: CUSTOMERS }, (_, number) =>
      buy(send, number).catch((error: unknown) => String(error)),
    ),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const sold = outcomes.filter((status) => status === 'completed').length;
  return { units: UNITS, customers: CUSTOMERS, sold, serverErrors, seconds };
}

async function deliver(apiUrl: string, stateFolder: string): Promise<void> {
  const program = join(workspaceRoot, 'tools/local-cloud/src/boot/token.ts');
  const env = { ...process.env, STATE_FOLDER: stateFolder };
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'staff'], { env });
  const response = await fetch(`${apiUrl}/inventory/stock/${productId}/adjustments`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${stdout.trim()}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ quantity: UNITS - SEEDED_UNITS, reason: 'delivery' }),
  });
  if (!response.ok) throw new Error(`The delivery failed: ${response.status} ${await response.text()}`);
}

type Send = (
  method: string,
  path: string,
  body?: object,
  headers?: Record<string, string>,
) => Promise<Record<string, string>>;

/** @returns the final status of the customer's session */
async function buy(send: Send, number: number): Promise<string | undefined> {
  const created = await send('POST', '/checkout/sessions', { lineItems: [{ productId, quantity: 1 }] });
  const [path, session] = [
    `/checkout/sessions/${created['sessionId']}`,
    { 'session-token': created['sessionToken'] ?? '' },
  ];
  const delivery = {
    email: `rush-${number}@example.com`,
    shippingAddress: { name: 'B', line1: 'Bench 1', city: 'Berlin', postalCode: '10115', country: 'DE' },
    shippingOption: 'standard',
  };
  await send('PATCH', path, delivery, session);
  const headers = { ...session, 'idempotency-key': randomUUID(), prefer: 'wait=10' };
  let state = await send('POST', `${path}/complete`, { payment: { token: 'tok_success' } }, headers);
  for (let polls = 0; polls < 60 && state['status'] && !FINAL.has(state['status']); polls++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    state = await send('GET', path, undefined, session);
  }
  return state['status'];
}
