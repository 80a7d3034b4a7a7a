import type { Recorded, RecordedLine, RecordedMetric } from '../../../local-cloud/src/testing/log-record.ts';
import type { Catalog } from '../log-catalog/read-catalogs.ts';

/** What alarms are held against. */
export interface Evidence {
  /** What functions logged and counted while the tests ran. */
  readonly lines: readonly RecordedLine[];
  readonly metrics: readonly RecordedMetric[];
  /** What services and libraries may log. */
  readonly catalogs: readonly Catalog[];
  /** Names of log groups that stacks publish for others, by the parameter: `/tradewind/local/platform/task-log-group-name`. */
  readonly logGroups: ReadonlyMap<string, string>;
  /** File names of the pages in docs/runbooks. */
  readonly runbooks: ReadonlySet<string>;
}

export const evidenceOf = (
  recorded: readonly Recorded[],
  rest: Omit<Evidence, 'lines' | 'metrics'>,
): Evidence => ({
  lines: recorded.filter((one) => 'line' in one),
  metrics: recorded.filter((one) => 'metric' in one),
  ...rest,
});
