import type { Template } from '../osls.ts';
import type { Alarm } from './alarm.ts';
import { kebab, resourcesOf } from './resources.ts';

/** Reads and writes that a table refused because there were too many at once, mostly of one key. */
export const tableAlarms = ({ Resources: resources }: Template): Alarm[] =>
  resourcesOf(resources, 'AWS::DynamoDB::Table').map(([id]) => ({
    logicalId: `${id}ThrottlesAlarm`,
    name: `${kebab(id, 'Table')}-table-throttles`,
    says: `${id} refuses reads or writes, for there are too many at once.`,
    severity: 'warning',
    runbook: 'table-throttled.md',
    condition: {
      Metrics: [
        { Id: 'throttles', Expression: 'FILL(reads, 0) + FILL(writes, 0)', ReturnData: true },
        throttles('reads', 'ReadThrottleEvents', id),
        throttles('writes', 'WriteThrottleEvents', id),
      ],
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 2,
    },
  }));

const throttles = (id: string, metric: string, tableId: string) => ({
  Id: id,
  ReturnData: false,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/DynamoDB',
      MetricName: metric,
      Dimensions: [{ Name: 'TableName', Value: { Ref: tableId } }],
    },
    Period: 300,
    Stat: 'Sum',
  },
});
