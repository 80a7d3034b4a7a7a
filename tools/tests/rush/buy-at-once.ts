import { randomUUID } from 'node:crypto';

/** Calls the API. `RunningCloud.call` is one. */
export type Call = (
  method: string,
  path: string,
  options: { readonly body: unknown; readonly headers?: Readonly<Record<string, string>> },
) => Promise<{ readonly status: number; readonly body: unknown }>;

/** What happened to all customers. */
export interface RushResult {
  /** Units that were paid for. */
  readonly sold: number;
  /** Responses by status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Customers by the code of the problem that ended their purchase. */
  readonly refusals: ReadonlyMap<string, number>;
}

const WAIT_SECONDS = 10;
const MAX_WAITS = 12;

/** As many guests as asked buy one unit of a product, all at the same time. */
export async function buyAtOnce(call: Call, productId: string, customers: number): Promise<RushResult> {
  const statuses = new Map<number, number>();
  const counting: Call = async (method, path, options) => {
    const response = await call(method, path, options);
    count(statuses, response.status);
    return response;
  };
  const outcomes = await Promise.all(
    Array.from({ length: customers }, (_, number) => buy(counting, productId, number)),
  );
  const refusals = new Map<string, number>();
  for (const outcome of outcomes) if (outcome !== COMPLETED) count(refusals, outcome);
  return { sold: outcomes.filter((outcome) => outcome === COMPLETED).length, statuses, refusals };
}

const COMPLETED = 'completed';

interface Answer {
  readonly sessionId?: string;
  readonly sessionToken?: string;
  readonly status?: string;
  readonly code?: string;
  readonly failure?: { readonly code?: string };
}

/** @returns `completed`, or the code of the problem that ended the purchase */
async function buy(call: Call, productId: string, number: number): Promise<string> {
  const created = await call('POST', '/checkout/sessions', {
    body: { lineItems: [{ productId, quantity: 1 }] },
  });
  const { sessionId, sessionToken = '' } = created.body as Answer;
  if (created.status >= 400) return refusalOf(created);
  const headers = { 'session-token': sessionToken };
  const path = `/checkout/sessions/${sessionId}`;
  const body = {
    email: `customer-${number}@example.com`,
    shippingAddress: { name: 'C', line1: 'Street 1', city: 'Berlin', postalCode: '10115', country: 'DE' },
    shippingOption: 'standard',
  };
  const updated = await call('PATCH', path, { body, headers });
  if (updated.status >= 400) return refusalOf(updated);
  const attempt = { ...headers, 'idempotency-key': randomUUID(), prefer: `wait=${WAIT_SECONDS}` };
  for (let wait = 0; wait < MAX_WAITS; wait++) {
    const answered = await call('POST', `${path}/complete`, {
      body: { payment: { token: 'tok_success' } },
      headers: attempt,
    });
    const { status, failure } = answered.body as Answer;
    if (answered.status >= 400) return refusalOf(answered);
    if (status !== 'completing') return status === COMPLETED ? COMPLETED : (failure?.code ?? 'unknown');
  }
  return 'still completing';
}

const refusalOf = ({ status, body }: Awaited<ReturnType<Call>>): string =>
  (body as Answer | undefined)?.code ?? String(status);

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
