import type { Caller } from '#libs/lambda';
import { ada, address, bob, guest, lines } from '../../../../services/checkout/test/shop.ts';
import type { Engine } from '../engine/engine.ts';
import type { AccessFact } from '../invariants/index.ts';
import type { Shop } from '../shop/shop.ts';
import type { Client } from './client.ts';

/** What one customer does. */
export interface Customer {
  /** `b0` */
  readonly name: string;
  readonly caller: Caller;
  readonly quantities: readonly number[];
  readonly tokens: readonly string[];
  readonly duplicates: number;
  readonly sendsOtherBody: boolean;
  readonly abandons: 'never' | 'leaves' | 'cancels';
  readonly cancels: 'never' | 'at-once' | 'later' | 'twice' | 'after-key-expired';
  readonly startsAfter: number;
}

const TOKENS = [
  'tok_success',
  'tok_success',
  'tok_declined',
  'tok_timeout_after_charge',
  'tok_unavailable_once',
];
const HOUR = 60 * 60_000;

/** @param isBurst  whether all customers want the same product at once */
export function chooseCustomer({ choices }: Engine, index: number, isBurst: boolean): Customer {
  const name = `b${index}`;
  const pick = <T>(what: string, items: readonly T[]): T => choices.pick(`${name} ${what}`, items);
  return {
    name,
    caller: pick('caller', [ada, ada, bob, guest]),
    quantities: isBurst
      ? [pick('quantity', [1, 1, 2])]
      : pick('quantities', [[1], [2], [1, 2], [3, 1, 1], [1, 1]]),
    tokens: [pick('token', TOKENS), pick('second token', ['tok_success', 'tok_success', 'tok_declined'])],
    duplicates: pick('duplicates', [1, 1, 2, 3]),
    sendsOtherBody: choices.chance(`${name} other body`, 0.2),
    abandons: isBurst
      ? 'never'
      : pick('abandons', ['never', 'never', 'never', 'never', 'never', 'leaves', 'cancels']),
    cancels: pick('cancels', ['never', 'never', 'never', 'at-once', 'later', 'twice', 'after-key-expired']),
    startsAfter: choices.between(`${name} start`, 0, isBurst ? 60 : 5_000),
  };
}

export interface Purchase {
  readonly orderId: string;
  readonly sessionId: string;
  readonly owner: string;
}

interface World {
  readonly engine: Engine;
  readonly shop: Shop;
  readonly client: Client;
  readonly purchases: Purchase[];
  readonly accesses: AccessFact[];
}

/** Buys, and perhaps cancels. */
export async function act(customer: Customer, world: World): Promise<void> {
  const { engine, shop, client, purchases } = world;
  const { name, caller } = customer;
  const { time, choices } = engine;
  await time.sleep(customer.startsAfter);
  const basket = {
    lineItems: lines(...customer.quantities),
    email: `${name}@example.com`,
    shippingAddress: address,
    shippingOption: 'standard',
  };
  const created = await client.request({
    operation: 'POST sessions',
    callerId: name,
    key: `${name}-create-${time.now()}`,
    body: 'basket',
    name: 'create-session',
    correlationId: `${name}.create`,
    send: () => shop.checkout.create(basket, caller),
    content: () => 'created',
  });
  if (!created || customer.abandons === 'leaves') return;
  const { sessionId } = created.session;
  const credentials = { caller, sessionToken: created.sessionToken };
  const owner = caller.kind === 'customer' ? caller.customerId : sessionId;
  await readAsStranger(`GET session ${sessionId}`, owner, caller, world, (stranger) =>
    shop.checkout.get(sessionId, { caller: stranger }),
  );
  if (customer.abandons === 'cancels') {
    await engineRequest(world, `${name}.abandon`, 'cancel-session', () =>
      shop.checkout.cancel(sessionId, credentials),
    );
    return;
  }

  for (const [attempt, token] of customer.tokens.entries()) {
    const key = `${name}-${attempt}`;
    const complete = (paymentToken: string, part: string) =>
      client.request({
        operation: `POST sessions/${sessionId}/complete`,
        callerId: owner,
        key,
        body: paymentToken,
        name: 'complete-session',
        correlationId: `${name}.complete${attempt}${part}`,
        send: () => shop.checkout.complete({ sessionId, paymentToken, idempotencyKey: key, ...credentials }),
        content: ({ orderId }) => orderId,
      });
    const repetitions = Array.from({ length: customer.duplicates }, (_, index) =>
      complete(token, '.'.repeat(index)),
    );
    const orderId = (await Promise.all(repetitions)).find((each) => each !== undefined)?.orderId;
    if (orderId === undefined) return;
    purchases.push({ orderId, sessionId, owner });
    if (customer.sendsOtherBody) await complete('tok_other', '-other');
    const status = await outcome(sessionId, world);
    if (status === 'completed') return cancel(orderId, customer, owner, world);
    if (status !== 'open' || !choices.chance(`${name} tries again`, 0.8)) return;
  }
}

async function outcome(sessionId: string, { engine, shop }: World): Promise<string | undefined> {
  const { time } = engine;
  const until = time.now() + 45 * 60_000;
  for (;;) {
    const session = await shop.checkout.find(sessionId);
    if (session?.status !== 'completing' || time.now() > until) return session?.status;
    await time.sleep(2_000);
  }
}

async function cancel(
  orderId: string,
  { name, caller, cancels }: Customer,
  owner: string,
  world: World,
): Promise<void> {
  const { engine, shop, client } = world;
  const { time, choices } = engine;
  await readAsStranger(`GET order ${orderId}`, owner, caller, world, (stranger) =>
    shop.orders.getOrder(orderId, stranger),
  );
  if (caller.kind !== 'customer' || cancels === 'never') return;
  if (cancels === 'later') await time.sleep(choices.between(`${name} cancels after`, 1_000, 20 * 60_000));
  const send = (key: string, part: string) =>
    client.request({
      operation: `POST orders/${orderId}/cancel`,
      callerId: owner,
      key: `${key}${part}`,
      body: 'too late',
      name: 'cancel-order',
      correlationId: `${name}.cancel${part}`,
      send: () => shop.orders.cancel({ orderId, caller, key, reason: 'too late' }),
      content: (reply) => reply,
    });
  const first = send(`${name}-cancel`, '');
  if (cancels === 'twice') await Promise.all([first, send(`${name}-cancel`, '')]);
  await first;
  if (cancels !== 'after-key-expired') return;
  if (!engine.faults.next(`${name}.cancel again`, [['key-expired', 1]])) return;
  await time.sleep(25 * HOUR);
  await send(`${name}-cancel`, ' again');
}

/** Another customer tries what only the owner may do. */
async function readAsStranger(
  resource: string,
  ownerId: string,
  caller: Caller,
  world: World,
  read: (stranger: Caller) => Promise<unknown>,
): Promise<void> {
  const stranger =
    caller.kind === 'customer' && caller.customerId === (ada as { customerId: string }).customerId
      ? bob
      : ada;
  for (const each of [stranger, guest]) {
    const callerId = each.kind === 'customer' ? each.customerId : 'a guest';
    const result = await engineRequest(world, 'stranger', 'read', () => read(each));
    if (result !== undefined) world.accesses.push({ resource, callerId, ownerId });
  }
  if (caller.kind !== 'customer') return;
  if (await engineRequest(world, 'owner', 'read', () => read(caller)))
    world.accesses.push({ resource, callerId: ownerId, ownerId });
}

/** One request that is not repeated. */
async function engineRequest<T>(
  { engine }: World,
  correlationId: string,
  name: string,
  send: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await engine.invoke(name, { limitSeconds: 10, correlationId }, send);
  } catch {
    return undefined;
  }
}
