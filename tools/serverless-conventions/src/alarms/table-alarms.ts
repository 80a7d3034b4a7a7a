import type { Template } from '../osls.ts';
import { expressionAbove, type Alarm } from './alarm.ts';
import { kebab, resourcesOf } from './resources.ts';

/**
 * Reads and writes that a table or one of its indexes refused because there were too many at once, mostly of one key.
 * What an index refuses is counted under its name besides the table's, and not under the table's alone.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export const tableAlarms = ({ Resources: resources }: Template): Alarm[] =>
  resourcesOf(resources, 'AWS::DynamoDB::Table').map(([id, { Properties }]) => {
    const indexes = (Properties['GlobalSecondaryIndexes'] ?? []) as readonly { readonly IndexName: string }[];
    const throttled = [
      { TableName: { Ref: id } },
      ...indexes.map((index) => ({ TableName: { Ref: id }, GlobalSecondaryIndexName: index.IndexName })),
    ].flatMap((dimensions) => [
      throttles('ReadThrottleEvents', dimensions),
      throttles('WriteThrottleEvents', dimensions),
    ]);
    const metrics = Object.fromEntries(throttled.map((metric, index) => [`throttles${index + 1}`, metric]));
    return {
      logicalId: `${id}ThrottlesAlarm`,
      name: `${kebab(id, 'Table')}-table-throttles`,
      description: `${id}${indexes.length > 0 ? ', or an index of it,' : ''} refuses reads or writes, for there are too many at once.`,
      severity: 'warning',
      runbook: 'table-throttled.md',
      condition: expressionAbove({
        expression: Object.keys(metrics)
          .map((metric) => `FILL(${metric}, 0)`)
          .join(' + '),
        metrics,
        above: 0,
        periods: 2,
      }),
    };
  });

const throttles = (metric: string, dimensions: Readonly<Record<string, unknown>>) => ({
  namespace: 'AWS/DynamoDB',
  metric,
  dimensions,
  statistic: 'Sum',
  periodSeconds: 300,
});
