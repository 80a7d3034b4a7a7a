import { newId } from '#libs/models';
import { seededRandom } from '#libs/testing';
import { commitStock } from '../../src/controllers/commit-stock.ts';
import { reserveStock } from '../../src/controllers/reserve-stock.ts';
import { hotProducts } from '../../src/helpers/hot-products.ts';
import { HEAT_RULES } from '../../src/models/hot-product.ts';
import { toAdjustment } from '../../src/models/adjustment.ts';
import { inMemoryStock } from '../in-memory-stock.ts';
import { simulatedEngine } from '../simulation/simulated-engine.ts';
import { virtualTime } from '../simulation/virtual-time.ts';
import { transactionBaseline } from './transaction-baseline.ts';

/** One simulated sale of a product to more customers than there are units. */
export interface SimulatedSale {
  readonly name: string;
  readonly soldPerSecond: number;
  readonly sold: number;
  readonly units: number;
  readonly oversold: number;
  /** Orders that were turned away while units were left. */
  readonly turnedAway: number;
  readonly busy: number;
  readonly conflicts: number;
  readonly throttles: number;
  readonly writeUnitsPerSale: number;
}

export interface Scenario {
  readonly units: number;
  /** Commands that run at once: the concurrency of the function. */
  readonly concurrency: number;
  readonly maxSeconds: number;
  readonly seed: number;
}

// A new table with on-demand capacity takes 4,000 write units per second: four partitions.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
const PARTITIONS = 4;
const productId = newId('prd');

/** Places each item of the product on a partition; other keys are spread over enough of them. */
function partitionOf(key: string): string | undefined {
  if (!key.startsWith('prd_')) return undefined;
  return `p${Number(key.split('#')[1] ?? 0) % PARTITIONS}`;
}

function start({ seed }: Scenario) {
  const time = virtualTime();
  const random = seededRandom(seed);
  return { time, random, engine: simulatedEngine({ time, random, partitionOf }) };
}

interface Attempt {
  readonly isSold: boolean;
  readonly isBusy?: boolean;
}

/** Sells until customers are turned away or the time is over. */
async function sellOut(
  name: string,
  scenario: Scenario,
  { time, engine }: ReturnType<typeof start>,
  createEnvironment: () => (orderId: string) => Promise<Attempt>,
): Promise<SimulatedSale> {
  let [sold, refused, busy, lastSoldAt, soldAtFirstRefusal] = [0, 0, 0, 0, Infinity];
  const { units, concurrency, maxSeconds } = scenario;
  const environment = async () => {
    const sell = createEnvironment();
    while (time.now() < maxSeconds * 1000 && refused < 2 * concurrency) {
      const { isSold, isBusy } = await sell(newId('ord'));
      if (isSold) [sold, lastSoldAt] = [sold + 1, time.now()];
      else if (isBusy) busy++;
      else {
        refused++;
        soldAtFirstRefusal = Math.min(soldAtFirstRefusal, sold);
      }
    }
  };
  await time.run(async () => void (await Promise.all(Array.from({ length: concurrency }, environment))));
  return {
    name,
    soldPerSecond: (sold * 1000) / lastSoldAt,
    sold,
    units,
    oversold: Math.max(0, sold - units),
    turnedAway: refused > 0 ? units - sold : 0,
    busy,
    conflicts: engine.counts.conflicts,
    throttles: engine.counts.throttles,
    writeUnitsPerSale: engine.counts.writeUnits / sold,
  };
}

/** Reserve and commit as transactions on the stock item. */
export function simulateTransactions(scenario: Scenario): Promise<SimulatedSale> {
  const system = start(scenario);
  const baseline = transactionBaseline(system.engine, scenario.units, system.random);
  return sellOut('transactions', scenario, system, () => async (orderId) => {
    const before = baseline.busy();
    const isSold = await baseline.sell(orderId);
    return { isSold, isBusy: !isSold && baseline.busy() > before };
  });
}

/** The code of the functions, with this maximum number of buckets. */
export async function simulateBuckets(buckets: number, scenario: Scenario): Promise<SimulatedSale> {
  const system = start(scenario);
  const { time, random, engine } = system;
  const now = () => new Date(Date.UTC(2030, 0, 1) + time.now());
  const memory = inMemoryStock({ engine, now });
  await time.run(() =>
    memory.adjustments.adjust(
      toAdjustment(productId, { quantity: scenario.units, reason: 'delivery' }, now()),
    ),
  );
  const name = buckets === 1 ? 'one item' : `${buckets} buckets`;
  return sellOut(name, scenario, system, () => {
    const rules = { ...HEAT_RULES, buckets };
    const deps = {
      ...memory,
      now,
      pause: time.sleep,
      hotProducts: hotProducts({ rules, now: time.now, random }),
    };
    return async (orderId) => {
      const command = { orderId, lineItems: [{ productId, quantity: 1 }], correlationId: 'flash-sale' };
      try {
        await reserveStock(command, deps);
        await commitStock(command, deps);
        return { isSold: true };
      } catch (error) {
        return { isSold: false, isBusy: (error as { code?: string }).code !== 'stock.insufficient' };
      }
    };
  });
}
