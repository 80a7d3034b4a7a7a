import { sellOnDynamoDb } from './on-dynamodb.ts';
import { simulateBuckets, simulateTransactions, type Scenario } from './simulate.ts';

/**
 * Simulates a flash sale and prints the figures as JSON, for `npm run bench:flash-sale`. What is simulated is the code of the
 * functions on in-memory repositories in virtual time, so the figures do not depend on the machine.
 */
const COMMANDS_AT_ONCE = [5, 10, 20, 40, 80];
const BUCKETS = [1, 2, 4, 8, 16];
const scenario = (concurrency: number): Scenario => ({
  units: 15_000,
  concurrency,
  maxSeconds: 5,
  seed: concurrency,
});

const sales = [];
for (const concurrency of COMMANDS_AT_ONCE) {
  const planned = scenario(concurrency);
  sales.push({ concurrency, ...(await simulateTransactions(planned)) });
  for (const buckets of BUCKETS) sales.push({ concurrency, ...(await simulateBuckets(buckets, planned)) });
}
const soldOut = [];
for (const buckets of [1, 8])
  soldOut.push({
    concurrency: 40,
    ...(await simulateBuckets(buckets, { ...scenario(40), units: 5_000, maxSeconds: 30 })),
  });
const onDynamoDb = await sellOnDynamoDb(1_000, 1_500, 50);
console.log(JSON.stringify({ sales, soldOut, onDynamoDb }));
