import { physicalName } from '../cloud/physical-name.ts';
import { arn, ACCOUNT_ID, PARTITION } from '../cloud/place.ts';
import { ignored } from './recorded-resource.ts';
import type { RecordedType } from './recorded-resource.ts';

const NO_ALARM = 'no alarm rings locally: nothing gathers metrics';

const alarmName = (type: string, ignores: Record<string, string>): RecordedType => ({
  honours: ['AlarmName'],
  ignores,
  identify(resource) {
    const name = String(resource.properties['AlarmName'] ?? physicalName(resource, 255));
    const alarmArn = arn('cloudwatch', `alarm:${name}`);
    return { ref: type === 'composite' ? alarmArn : name, attributes: { Arn: alarmArn } };
  },
});

const ACTIONS = [
  'ActionsEnabled',
  'AlarmActions',
  'OKActions',
  'InsufficientDataActions',
  'AlarmDescription',
  'Tags',
];

export const alarm = alarmName(
  'metric',
  ignored(
    NO_ALARM,
    ...ACTIONS,
    'ComparisonOperator',
    'DatapointsToAlarm',
    'Dimensions',
    'EvaluateLowSampleCountPercentile',
    'EvaluationPeriods',
    'ExtendedStatistic',
    'MetricName',
    'Metrics',
    'Namespace',
    'Period',
    'Statistic',
    'Threshold',
    'ThresholdMetricId',
    'TreatMissingData',
    'Unit',
  ),
);

export const compositeAlarm = alarmName(
  'composite',
  ignored(
    NO_ALARM,
    ...ACTIONS,
    'AlarmRule',
    'ActionsSuppressor',
    'ActionsSuppressorExtensionPeriod',
    'ActionsSuppressorWaitPeriod',
  ),
);

export const dashboard: RecordedType = {
  honours: ['DashboardName'],
  ignores: ignored('there is no console locally', 'DashboardBody'),
  identify(resource) {
    const name = String(resource.properties['DashboardName'] ?? physicalName(resource, 255));
    return { ref: name, attributes: { Arn: `arn:${PARTITION}:cloudwatch::${ACCOUNT_ID}:dashboard/${name}` } };
  },
};
