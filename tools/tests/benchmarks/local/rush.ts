import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { buyAtOnce, type Call } from '../../rush/buy-at-once.ts';
import { printFigure } from '../harness/header.ts';

const CUSTOMERS = 200;
const UNITS = 20;

/** Prints how 200 customers fare who buy one of 20 units at the same time. */
export async function measureRush(apiUrl: string, stateFolder: string): Promise<void> {
  const productId = await scarceProduct(apiUrl, stateFolder);
  const startedAt = performance.now();
  const { sold, statuses, refusals } = await buyAtOnce(callOf(apiUrl), productId, CUSTOMERS);
  const seconds = (performance.now() - startedAt) / 1000;
  const answered = (matches: (status: number) => boolean) =>
    [...statuses].filter(([status]) => matches(status)).reduce((sum, [, number]) => sum + number, 0);
  printFigure(`${CUSTOMERS} customers at once for ${UNITS} units: sold`, String(sold));
  printFigure(
    '  responses 5xx / of these 504',
    `${answered((status) => status >= 500)} / ${statuses.get(504) ?? 0}`,
  );
  printFigure('  until the last customer had an answer', `${seconds.toFixed(1)} s`);
  printFigure('  refused', [...refusals].map(([code, number]) => `${number} ${code}`).join(', ') || 'none');
}

const callOf =
  (apiUrl: string, authorization?: string): Call =>
  async (method, path, { body, headers }) => {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };

/** A new product of which there are 20 units, once checkout knows it. */
async function scarceProduct(apiUrl: string, stateFolder: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['tools/local-cloud/src/boot/token.ts', 'staff'],
    { cwd: workspaceRoot, env: { ...process.env, STATE_FOLDER: stateFolder } },
  );
  const call = callOf(apiUrl, `Bearer ${stdout.trim()}`);
  const made = async (path: string, body: object): Promise<Record<string, string>> => {
    const answer = await call('POST', path, { body, headers: { 'idempotency-key': randomUUID() } });
    if (answer.status >= 300) throw new Error(`POST ${path}: ${JSON.stringify(answer)}`);
    return answer.body as Record<string, string>;
  };
  const { body } = await call('GET', '/catalog/categories', { body: undefined });
  const [category] = (body as { readonly items: readonly { readonly categoryId: string }[] }).items;
  const { productId = '' } = await made('/catalog/products', {
    title: `Scarce ${randomUUID()}`,
    description: 'Made for a benchmark.',
    categoryId: category?.categoryId,
    price: { amount: 1_000, currency: 'EUR' },
  });
  await made(`/inventory/stock/${productId}/adjustments`, { quantity: UNITS, reason: 'delivery' });
  await knownToCheckout(callOf(apiUrl), productId);
  return productId;
}

const KNOWN_LIMIT_MILLISECONDS = 60_000;

async function knownToCheckout(call: Call, productId: string): Promise<void> {
  const giveUpAt = Date.now() + KNOWN_LIMIT_MILLISECONDS;
  const body = { lineItems: [{ productId, quantity: UNITS }] };
  while ((await call('POST', '/checkout/sessions', { body })).status !== 201) {
    if (Date.now() > giveUpAt) throw new Error(`Checkout does not know ${productId} after a minute.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
