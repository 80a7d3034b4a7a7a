import type { EdgeRate } from '../../../../../local-cloud/src/contract/activity.ts';
import type { GraphEdge } from '../../../server/graph/graph.ts';

/** How much passes an edge now. */
export interface LiveRate {
  readonly perMinute: number;
  readonly errorsPerMinute: number;
}

interface FoldedEdge {
  readonly source: string;
  readonly target: string;
  readonly parts: readonly GraphEdge[];
}

const pair = (from: string, to: string): string => `${from} → ${to}`;

/**
 * Adds up the recorded rates of what an edge of a view represents.
 *
 * @param windowSeconds the time that the rates were counted for
 * @returns a function from an edge to its rate; undefined if nothing passed it
 */
export function liveRates(
  rates: readonly EdgeRate[],
  windowSeconds: number,
): (edge: FoldedEdge) => LiveRate | undefined {
  const byPair = new Map(rates.map((rate) => [pair(rate.from, rate.to), rate]));
  const perMinute = 60 / windowSeconds;
  return ({ source, target, parts }) => {
    // An API calls a function directly, although the view folds a route between them.
    const pairs = new Set([pair(source, target), ...parts.map((part) => pair(part.source, part.target))]);
    const found = [...pairs].flatMap((each) => byPair.get(each) ?? []);
    if (found.length === 0) return undefined;
    return {
      perMinute: found.reduce((sum, { count }) => sum + count, 0) * perMinute,
      errorsPerMinute: found.reduce((sum, { errors }) => sum + errors, 0) * perMinute,
    };
  };
}

/** `0.5/min`, `12/min`, `1.2k/min` */
export function formatRate(perMinute: number): string {
  if (perMinute >= 1_000) return `${Number((perMinute / 1_000).toPrecision(2))}k/min`;
  return `${Number(perMinute.toPrecision(perMinute < 10 ? 1 : 3))}/min`;
}
