import type { Recorded, RecordedLine, RecordedMetric } from '../../../local-cloud/src/testing/log-record.ts';
import type { Catalog } from '../log-catalog/read-catalogs.ts';

/** What alarms are compared with. */
export interface Evidence {
  /** The log lines and metrics that functions and tasks wrote during the tests. */
  readonly lines: readonly RecordedLine[];
  readonly metrics: readonly RecordedMetric[];
  /** The log events that services and libraries declare. */
  readonly catalogs: readonly Catalog[];
  /** The names of log groups that stacks publish, by SSM parameter: `/tradewind/local/platform/task-log-group-name`. */
  readonly logGroups: ReadonlyMap<string, string>;
  /** The file names in docs/runbooks. */
  readonly runbooks: ReadonlySet<string>;
}

export const toEvidence = (
  recorded: readonly Recorded[],
  rest: Omit<Evidence, 'lines' | 'metrics'>,
): Evidence => ({
  lines: recorded.filter((one) => 'line' in one),
  metrics: recorded.filter((one) => 'metric' in one),
  ...rest,
});
