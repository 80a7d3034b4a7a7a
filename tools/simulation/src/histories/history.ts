import { createHash } from 'node:crypto';
import { ada, productId } from '../../../../services/checkout/test/shop.ts';
import { createEngine, START } from '../engine/engine.ts';
import { givenFaults, type Fault } from '../engine/faults.ts';
import { findViolations, type AccessFact, type Snapshot, type Violation } from '../invariants/index.ts';
import { createShop } from '../shop/shop.ts';
import { createClient } from './client.ts';
import { act, chooseCustomer, type Purchase } from './customers.ts';
import { runProvider } from './provider.ts';
import { repeatOldCommands, startSchedules } from './schedules.ts';
import { toSnapshot } from './to-snapshot.ts';
import { workInWarehouse } from './warehouse.ts';

export interface HistoryOptions {
  readonly seed: number;
  /** Only these faults; by default those of the seed. */
  readonly faults?: readonly Fault[];
  /** Only these parts take place; by default all. */
  readonly actors?: readonly string[];
}

export interface History {
  readonly seed: number;
  /** The customers and the other parts that took place. */
  readonly actors: readonly string[];
  readonly faults: readonly Fault[];
  readonly violations: readonly Violation[];
  readonly steps: number;
  readonly traceHash: string;
  readonly trace: readonly string[];
  readonly snapshot: Snapshot;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PRODUCTS = 5;

/** Runs one history of the shop in virtual time, from a seed. */
export async function runHistory({ seed, faults, actors }: HistoryOptions): Promise<History> {
  using engine = createEngine({ seed, faults: faults && (() => givenFaults(faults)) });
  const { time, choices } = engine;
  const shop = await createShop(engine);
  const client = createClient(engine);
  const purchases: Purchase[] = [];
  const accesses: AccessFact[] = [];
  const isBurst = choices.chance('burst', 0.25);
  for (let n = 1; n <= PRODUCTS; n++) {
    const units = choices.pick(`stock ${n}`, isBurst && n === 1 ? [3, 5, 8] : [1, 3, 10]);
    await shop.inventory.deliver(productId(n), units);
  }
  if (ada.kind === 'customer') await shop.notifications.addEndpoint(ada.customerId);

  const world = { engine, shop, client, purchases, accesses };
  const customers = Array.from(
    { length: isBurst ? choices.pick('customers', [5, 7]) : choices.pick('customers', [1, 2, 3]) },
    (_, index) => chooseCustomer(engine, index, isBurst),
  );
  const parts = new Map<string, () => Promise<void>>([
    ...customers.map((customer) => [customer.name, () => act(customer, world)] as const),
    ['warehouse', () => workInWarehouse(engine, shop)],
    ['provider', () => runProvider(engine, shop)],
    [
      'old-commands',
      async () => {
        await time.sleep(50 * MINUTE);
        repeatOldCommands(engine, shop);
      },
    ],
  ]);
  const taking = [...parts.keys()].filter((name) => actors?.includes(name) ?? true);
  for (const name of taking) void parts.get(name)!();
  startSchedules(engine, shop, START + 48 * HOUR);

  await time.runUntil(START + HOUR);
  engine.faults.stop();
  await time.runUntil(START + 16 * HOUR);
  shop.redrive();
  await time.runUntil(START + 50 * HOUR);
  shop.redrive();
  await time.runUntil(START + 56 * HOUR);

  const snapshot = { ...(await toSnapshot(shop)), requests: client.facts, accesses };
  const { hash, lines } = engine.trace();
  return {
    seed,
    actors: taking,
    faults: engine.faults.happened,
    violations: [...findViolations(snapshot, { isAtRest: true }), ...unfinished(shop.workflows.executions)],
    steps: time.steps(),
    traceHash: createHash('sha256')
      .update(hash)
      .update(JSON.stringify([...shop.topics.events, ...snapshot.orders]))
      .digest('hex'),
    trace: lines,
    snapshot,
  };
}

/** A saga that failed or never ended needs an operator. */
const unfinished = (executions: ReadonlyMap<string, string>): Violation[] =>
  [...executions]
    .filter(([, status]) => status !== 'succeeded')
    .map(([id, status]) => ({ invariant: 'every saga ends', message: `${id} ${status}` }));
