import type { StockItem } from './stock.ts';

/** When a product is split over several stock items, and when it is no longer. */
export interface HeatRules {
  readonly buckets: number;
  /** Changes per second of one item from which on the product is hot. */
  readonly hotRate: number;
  /** Changes per second of the product below which it is no longer hot. */
  readonly coolRate: number;
  /** Fewer units per bucket are not worth a split: the last ones are sold from the main item. */
  readonly minUnitsPerBucket: number;
}

// A partition of DynamoDB takes 1,000 write units per second, so one item of at most 1 KB takes fewer than 1,000 sales.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
// The figures are chosen by the simulation of docs/adr/0044-hot-products.md.
export const HEAT_RULES: HeatRules = { buckets: 8, hotRate: 200, coolRate: 20, minUnitsPerBucket: 10 };

/** Two observations of an item that are less far apart say too little about its rate. */
export const MIN_OBSERVED_MILLISECONDS = 250;

/** An item's version, which every change increments, at a time. */
export interface Observation {
  readonly version: number;
  readonly at: number;
}

/** @returns the changes per second between two observations of an item */
export const changeRate = (earlier: Observation, later: Observation): number =>
  ((later.version - earlier.version) * 1000) / (later.at - earlier.at);

/** Whether the units of a product should be split, or gathered, given the rate of one of its items. */
export function adviseFor(
  { available, buckets }: Pick<StockItem, 'available' | 'buckets'>,
  rate: number,
  rules: HeatRules,
): 'spread' | 'gather' | undefined {
  if (buckets !== undefined) return rate * buckets < rules.coolRate ? 'gather' : undefined;
  const hasEnough = available >= rules.buckets * rules.minUnitsPerBucket;
  return rules.buckets > 1 && rate >= rules.hotRate && hasEnough ? 'spread' : undefined;
}
