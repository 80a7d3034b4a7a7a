import { writeFileSync } from 'node:fs';
import { context, eventTexts } from './invocations.ts';
import type { Item } from './item.ts';
import { hono } from './stacks/hono.ts';
import { raw } from './stacks/raw.ts';
import type { Stack } from './stacks/stack.ts';
import { tradewind } from './stacks/tradewind.ts';
import { typical } from './stacks/typical.ts';

/**
 * Runs in a process of its own, bundled like a function. All stacks take turns in it, and each answer is compared with that
 * of the raw stack first. Writes the microseconds per invocation of each round to the file BENCHMARK_RESULT.
 */
const WARM_UP_ROUNDS = 12;
const INVOCATIONS_PER_TURN = 400;
const EXPECTED_HEADERS = ['etag', 'content-type', 'x-content-type-options', 'access-control-allow-origin'];
const rounds = Number(process.env['BENCHMARK_ROUNDS']);
const only = process.env['BENCHMARK_STACK'];

/** The CPU time of one invocation in each round, by stack, method and whether it writes metrics. */
export type Samples = Readonly<Record<string, readonly number[]>>;

type Method = keyof typeof eventTexts;

interface Turn {
  readonly label: string;
  readonly method: Method;
  readonly handler: Stack['GET'];
}

const turns: Turn[] = [false, true].flatMap((withMetrics) =>
  [raw, tradewind, typical, hono]
    .map((create) => create(withMetrics))
    .filter(({ name }) => only === undefined || name === only)
    .flatMap((stack) =>
      (['GET', 'POST'] as const).map((method) => ({
        label: `${stack.name} ${method}${withMetrics ? ' with metrics' : ''}`,
        method,
        handler: stack[method],
      })),
    ),
);

await requireSameAnswers();
const samples = new Map<string, number[]>(turns.map(({ label }) => [label, []]));
for (let round = -WARM_UP_ROUNDS; round < rounds; round++)
  for (const turn of rotate(turns, round)) {
    const microseconds = await measure(turn);
    if (round >= 0) samples.get(turn.label)?.push(microseconds);
  }
writeFileSync(
  process.env['BENCHMARK_RESULT'] ?? '',
  JSON.stringify(Object.fromEntries(samples) satisfies Samples),
);

async function measure({ method, handler }: Turn): Promise<number> {
  const events = Array.from({ length: INVOCATIONS_PER_TURN }, () => JSON.parse(eventTexts[method]));
  const before = process.cpuUsage();
  for (const event of events) await handler(event, context);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / INVOCATIONS_PER_TURN;
}

/** A stack that does less is no peer: each returns the status, the item, and the same of the headers. */
async function requireSameAnswers(): Promise<void> {
  for (const { label, method, handler } of turns) {
    const { statusCode, headers, multiValueHeaders, body } = await handler(
      JSON.parse(eventTexts[method]) as never,
      context,
    );
    const sent = Object.keys({ ...headers, ...multiValueHeaders }).map((name) => name.toLowerCase());
    const item = JSON.parse(body) as Partial<Item>;
    const isSame =
      statusCode === (method === 'GET' ? 200 : 201) &&
      item.lineItems?.length === 3 &&
      item.shippingAddress?.city === 'London' &&
      EXPECTED_HEADERS.every((name) => sent.includes(name));
    if (!isSame) throw new Error(`${label} answered ${statusCode} with ${sent.join(', ')} and ${body}`);
  }
}

/** Each stack is first, second and so on equally often: collections of garbage follow no stack in particular. */
function rotate<T>(values: readonly T[], by: number): T[] {
  const start = ((by % values.length) + values.length) % values.length;
  return [...values.slice(start), ...values.slice(0, start)];
}
