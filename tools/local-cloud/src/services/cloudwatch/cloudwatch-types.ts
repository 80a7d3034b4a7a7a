import { physicalName } from '../../contract/physical-name.ts';
import { arn, ACCOUNT_ID, PARTITION } from '../../../../workspace/src/aws/aws-constants.ts';
import { ignored } from '../../contract/recorded-resource.ts';
import type { RecordedType } from '../../contract/recorded-resource.ts';

const alarmType = (
  kind: 'metric' | 'composite',
  { honors, ignores }: Pick<RecordedType, 'honors' | 'ignores'>,
): RecordedType => ({
  honors: ['AlarmName', 'AlarmDescription', 'AlarmActions', 'OKActions', 'ActionsEnabled', ...(honors ?? [])],
  ignores: { ...ignored('nothing local reads them', 'Tags'), ...ignores },
  identify(resource) {
    const name = String(resource.properties['AlarmName'] ?? physicalName(resource, 255));
    const alarmArn = arn('cloudwatch', `alarm:${name}`);
    return { ref: kind === 'composite' ? alarmArn : name, attributes: { Arn: alarmArn } };
  },
});

const NO_ACTION_THEN = ignored('an alarm acts when it begins and when it ends', 'InsufficientDataActions');

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
    ...NO_ACTION_THEN,
    ...ignored('few values count as much as many', 'EvaluateLowSampleCountPercentile'),
    ...ignored('no anomaly detection runs locally', 'ThresholdMetricId'),
    ...ignored('values are taken in the unit they come in', 'Unit'),
  },
});

export const compositeAlarm = alarmType('composite', {
  honors: [
    'AlarmRule',
    'ActionsSuppressor',
    'ActionsSuppressorExtensionPeriod',
    'ActionsSuppressorWaitPeriod',
  ],
  ignores: NO_ACTION_THEN,
});

export const dashboard: RecordedType = {
  honors: ['DashboardName'],
  ignores: ignored('there is no console locally', 'DashboardBody'),
  identify(resource) {
    const name = String(resource.properties['DashboardName'] ?? physicalName(resource, 255));
    return { ref: name, attributes: { Arn: `arn:${PARTITION}:cloudwatch::${ACCOUNT_ID}:dashboard/${name}` } };
  },
};
