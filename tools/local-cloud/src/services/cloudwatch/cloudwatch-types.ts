import { physicalName } from '../../contract/physical-name.ts';
import { arn, ACCOUNT_ID, PARTITION } from '../../../../workspace/src/aws/aws-constants.ts';
import { ignored } from '../../contract/recorded-resource.ts';
import type { RecordedType } from '../../contract/recorded-resource.ts';

const alarmType = (
  kind: 'metric' | 'composite',
  { honors, ignores }: Pick<RecordedType, 'honors' | 'ignores'>,
): RecordedType => ({
  honors: ['AlarmName', 'AlarmDescription', 'AlarmActions', 'OKActions', 'ActionsEnabled', ...(honors ?? [])],
  ignores: { ...ignored('tags are not used locally', 'Tags'), ...ignores },
  identify(resource) {
    const name = String(resource.properties['AlarmName'] ?? physicalName(resource, 255));
    const alarmArn = arn('cloudwatch', `alarm:${name}`);
    return { ref: kind === 'composite' ? alarmArn : name, attributes: { Arn: alarmArn } };
  },
});

const NO_INSUFFICIENT_DATA_ACTIONS = ignored(
  'only actions for ALARM and OK are triggered locally',
  'InsufficientDataActions',
);

export const alarm = alarmType('metric', {
  honors: [
    'ComparisonOperator',
    'DatapointsToAlarm',
    'Dimensions',
    'EvaluationPeriods',
    'ExtendedStatistic',
    'MetricName',
    'Metrics',
    'Namespace',
    'Period',
    'Statistic',
    'Threshold',
    'TreatMissingData',
  ],
  ignores: {
    ...NO_INSUFFICIENT_DATA_ACTIONS,
    ...ignored(
      'percentiles are evaluated regardless of the sample count',
      'EvaluateLowSampleCountPercentile',
    ),
    ...ignored('anomaly detection is not emulated', 'ThresholdMetricId'),
    ...ignored('units are ignored locally', 'Unit'),
  },
});

export const compositeAlarm = alarmType('composite', {
  honors: [
    'AlarmRule',
    'ActionsSuppressor',
    'ActionsSuppressorExtensionPeriod',
    'ActionsSuppressorWaitPeriod',
  ],
  ignores: NO_INSUFFICIENT_DATA_ACTIONS,
});

export const dashboard: RecordedType = {
  honors: ['DashboardName', 'DashboardBody'],
  ignores: ignored('tags are not used locally', 'Tags'),
  identify(resource) {
    const name = String(resource.properties['DashboardName'] ?? physicalName(resource, 255));
    return { ref: name, attributes: { Arn: `arn:${PARTITION}:cloudwatch::${ACCOUNT_ID}:dashboard/${name}` } };
  },
};
