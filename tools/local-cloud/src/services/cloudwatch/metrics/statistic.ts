import type { Statistics } from './metric-repository.ts';

const simple: Readonly<Record<string, (of: Statistics) => number>> = {
  Sum: ({ sum }) => sum,
  Average: ({ sum, count }) => sum / count,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
  SampleCount: ({ count }) => count,
};

/**
 * The function that calculates a statistic.
 *
 * @param name `Sum`, `Average`, `Minimum`, `Maximum`, `SampleCount`, or a percentile such as `p99` or `p99.9`
 * @throws Error for any other statistic
 */
export function getStatistic(name: string): (of: Statistics) => number {
  const percent = /^p(\d{1,2}(?:\.\d+)?|100)$/.exec(name)?.[1];
  if (percent !== undefined) return ({ values }) => percentile(values, Number(percent));
  if (Object.hasOwn(simple, name)) return simple[name]!;
  throw new Error(`The statistic ${name} is not supported locally.`);
}

/** The nearest-rank percentile. */
function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}
