import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connectToCloud, waitUntil } from '#libs/testing';
import { startSystem, type StartedSystem } from '../../local-cloud/src/testing/started-system.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { seededProduct, shippingAddress } from './shop.ts';

let stateFolder: string;
let system: StartedSystem;

beforeAll(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), 'tradewind-restart-'));
  system = await startSystem(stateFolder, ['--no-watch']);
});
afterAll(async () => {
  await system.stop();
  await rm(stateFolder, { recursive: true, force: true });
});

type Cloud = Awaited<ReturnType<typeof cloud>>;

const cloud = async ({ apiUrl, endpointUrl }: StartedSystem) =>
  connectToCloud({
    apiUrl,
    endpointUrl,
    stateFolder,
    controlUrl: 'http://127.0.0.1:9',
    credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
    users: JSON.parse(await readFile(join(workspaceRoot, 'services/identity/local/users.json'), 'utf8')),
  });

/** What the payment provider's own books say of an order. */
async function chargesOf({ parameter }: Cloud, orderId: string): Promise<{ readonly status: string }[]> {
  const provider = await parameter('/tradewind/local/payments/provider-url');
  const response = await fetch(`${provider}/charges?reference=${orderId}`);
  return ((await response.json()) as { items: { status: string }[] }).items;
}

it.each([
  // This token charges and then lets the request time out: the saga waits for an answer that was lost.
  ['the money is held and the answer is lost', 'tok_timeout_after_charge', 'authorized'],
  ['the money is taken', 'tok_success', 'captured'],
])(
  'a purchase that a power cut interrupts when %s ends once the system is back, once',
  async (_, token, status) => {
    const before = await cloud(system);
    const { body: session } = await before.call('POST', '/checkout/sessions', {
      as: 'customer',
      body: { lineItems: [{ productId: seededProduct(2), quantity: 1 }] },
    });
    const path = `/checkout/sessions/${session.sessionId}`;
    await before.call('PATCH', path, {
      as: 'customer',
      body: { email: 'ada@example.com', shippingAddress, shippingOption: 'standard' },
    });
    const accepted = await before.call('POST', `${path}/complete`, {
      as: 'customer',
      body: { payment: { token } },
      headers: { 'Idempotency-Key': randomUUID() },
    });
    expect(accepted.status).toBe(202);
    const { orderId } = accepted.body;
    await waitUntil(async () => {
      const [charge] = await chargesOf(before, orderId);
      return charge?.status === status ? true : undefined;
    });
    const { pid } = system;
    await system.kill();
    await waitUntil(async () => (childrenOf(pid).length === 0 ? true : undefined));

    system = await startSystem(stateFolder, ['--no-watch']);
    const after = await cloud(system);
    const ended = await waitUntil(async () => {
      const { body } = await after.call('GET', path, { as: 'customer' });
      return body.status === 'completing' ? undefined : body;
    });
    expect(ended).toMatchObject({ status: 'completed', orderId });
    expect((await after.call('GET', `/orders/${orderId}`, { as: 'customer' })).body.status).toBe('placed');
    expect(await chargesOf(after, orderId)).toMatchObject([{ status: 'captured' }]);
  },
);

/** Command lines of processes whose parent was `pid`, or that name the state folder and so belong to it. */
function childrenOf(pid: number): string[] {
  return execFileSync('ps', ['-eo', 'ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((row) => row.trim().startsWith(`${pid} `) || row.includes(stateFolder))
    .filter((row) => !row.includes('ps -eo'));
}
