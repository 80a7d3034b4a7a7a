import { count, measure, countMoney, type Amount } from './metrics.ts';

/** A metric counts occurrences, or records durations in milliseconds or money in minor units of a currency. */
export type MetricKind = 'count' | 'milliseconds' | 'money';

/** A declared metric. */
export interface MetricDeclaration {
  readonly kind: MetricKind;
  /** One sentence for docs/metrics.md. */
  readonly description: string;
}

/** The business metrics of a service, by name. */
export type MetricCatalog = Readonly<Record<string, MetricDeclaration>>;

type NamesOf<C extends MetricCatalog, K extends MetricKind> = {
  [Name in keyof C & string]: C[Name]['kind'] extends K ? Name : never;
}[keyof C & string];

/** The names of a catalog's count metrics. */
export type CountName<C extends MetricCatalog> = NamesOf<C, 'count'>;

/** Records the metrics of one catalog. */
export interface BusinessMetrics<C extends MetricCatalog> {
  /** Counts a business event once, or `increment` times. */
  count(name: CountName<C>, increment?: number): void;
  /** Records a duration in milliseconds. */
  measure(name: NamesOf<C, 'milliseconds'>, milliseconds: number): void;
  /** Records an amount under its currency: a sum over several currencies has no meaning. */
  countMoney(name: NamesOf<C, 'money'>, amount: Amount): void;
  /** The catalog; dashboards, alarms and docs/metrics.md read it. */
  readonly catalog: C;
}

/**
 * Declares the business metrics of a service, in `src/metrics.ts` next to `src/log-events.ts`. A metric that is not in
 * the catalog does not compile. CloudWatch stores them in the namespace `tradewind/{stage}` with the dimension `service`,
 * money with the dimension `currency` as well. Dashboards, alarms and docs/metrics.md read the catalog; bundles do not
 * contain the descriptions.
 *
 * @example
 * export const metrics = businessMetrics({
 *   OrderPlaced: { kind: 'count', description: 'An order was confirmed.' },
 * });
 * metrics.count('OrderPlaced');
 */
export const businessMetrics = <const C extends MetricCatalog>(catalog: C): BusinessMetrics<C> => ({
  count,
  measure,
  countMoney,
  catalog,
});
