import type { Template } from '../template.ts';
import { expressionAbove, type Alarm } from './alarm.ts';
import { toKebabCase, resourcesOfType } from './resources.ts';

/**
 * Alarms on throttled reads and writes of a table and its indexes. DynamoDB publishes the throttles of an index with the
 * dimensions of table and index, not of the table alone.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export const tableAlarms = ({ Resources: resources }: Template): Alarm[] =>
  resourcesOfType(resources, 'AWS::DynamoDB::Table').map(([id, { Properties }]) => {
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
      name: `${toKebabCase(id, 'Table')}-table-throttles`,
      description: `${id}${indexes.length > 0 ? ' or one of its indexes' : ''} throttles reads or writes; requests fail or are delayed.`,
      severity: 'warning',
      runbook: 'table-throttled.md',
      condition: expressionAbove({
        expression: Object.keys(metrics)
          .map((metric) => `FILL(${metric}, 0)`)
          .join(' + '),
        metrics,
        above: 0,
        evaluationPeriods: 2,
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
