import { AwsError } from '../../../contract/aws-error.ts';
import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import type { AlarmEvaluator, DescribedAlarm } from '../alarms/alarm-evaluator.ts';
import { toAlarmType, type AlarmHistoryItem } from '../alarms/alarm-history.ts';
import type { AlarmState } from '../alarms/alarm-rule.ts';
import { page, toSeconds } from './aws-json.ts';

interface AlarmInput {
  readonly AlarmName?: string;
  readonly AlarmNames?: readonly string[];
  readonly AlarmNamePrefix?: string;
  readonly AlarmTypes?: readonly AlarmHistoryItem['alarmType'][];
  readonly StateValue?: AlarmState;
  readonly StateReason?: string;
  readonly HistoryItemType?: string;
  readonly StartDate?: number;
  readonly EndDate?: number;
  readonly ScanBy?: 'TimestampDescending' | 'TimestampAscending';
  readonly MaxRecords?: number;
  readonly NextToken?: string;
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
const DEFAULT_ALARMS = 50;
const MAX_RECORDS = 100;

/** The operations of CloudWatch on alarms. Without AlarmTypes, DescribeAlarms returns metric alarms only, as on AWS. */
export const alarmOperations = ({
  describe,
  setState,
  history,
}: Pick<AlarmEvaluator, 'describe' | 'setState' | 'history'>) => ({
  DescribeAlarms({
    AlarmNames,
    AlarmNamePrefix = '',
    AlarmTypes = ['MetricAlarm'],
    StateValue,
    MaxRecords = DEFAULT_ALARMS,
    NextToken,
  }: AlarmInput) {
    const matching = [...describe()].filter(
      ([name, { kind, state }]) =>
        (AlarmNames === undefined || AlarmNames.includes(name)) &&
        name.startsWith(AlarmNamePrefix) &&
        AlarmTypes.includes(toAlarmType(kind)) &&
        (StateValue === undefined || state === StateValue),
    );
    const { items, nextToken } = page(matching, {
      token: NextToken,
      size: Math.min(MaxRecords, MAX_RECORDS),
    });
    const views = (wanted: DescribedAlarm['kind']) =>
      items.filter(([, { kind }]) => kind === wanted).map(([name, alarm]) => toAlarm(name, alarm));
    return {
      MetricAlarms: views('metric'),
      CompositeAlarms: views('composite'),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  },

  DescribeAlarmHistory({
    AlarmName,
    AlarmTypes = ['MetricAlarm', 'CompositeAlarm'],
    HistoryItemType,
    StartDate = 0,
    EndDate = Number.POSITIVE_INFINITY,
    ScanBy = 'TimestampDescending',
    MaxRecords = MAX_RECORDS,
    NextToken,
  }: AlarmInput) {
    const matching = history
      .items()
      .filter(
        ({ alarmName, alarmType, itemType, atMs }) =>
          (AlarmName === undefined || alarmName === AlarmName) &&
          AlarmTypes.includes(alarmType) &&
          (HistoryItemType === undefined || itemType === HistoryItemType) &&
          toSeconds(atMs) >= StartDate &&
          toSeconds(atMs) <= EndDate,
      );
    const ordered = ScanBy === 'TimestampDescending' ? matching.toReversed() : matching;
    const { items, nextToken } = page(ordered, { token: NextToken, size: Math.min(MaxRecords, MAX_RECORDS) });
    return {
      AlarmHistoryItems: items.map(({ alarmName, alarmType, atMs, itemType, summary, data }) => ({
        AlarmName: alarmName,
        AlarmType: alarmType,
        Timestamp: toSeconds(atMs),
        HistoryItemType: itemType,
        HistorySummary: summary,
        HistoryData: data,
      })),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  },

  /** As on AWS, the alarm returns to its actual state at the next evaluation. */
  SetAlarmState({ AlarmName = '', StateValue, StateReason = '' }: AlarmInput) {
    if (StateValue === undefined || !['OK', 'ALARM', 'INSUFFICIENT_DATA'].includes(StateValue))
      throw new AwsError('ValidationError', 'StateValue must be OK, ALARM or INSUFFICIENT_DATA.');
    if (!setState(AlarmName, StateValue, StateReason))
      throw new AwsError('ResourceNotFound', `The alarm ${AlarmName} does not exist.`);
    return {};
  },
});

const toAlarm = (name: string, { properties, state, reason, sinceMs }: DescribedAlarm) => {
  const { Tags: _tags, ...declared } = properties;
  return {
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    ...declared,
    AlarmName: name,
    AlarmArn: arn('cloudwatch', `alarm:${name}`),
    StateValue: state,
    StateReason: reason,
    StateUpdatedTimestamp: toSeconds(sinceMs),
    StateTransitionedTimestamp: toSeconds(sinceMs),
  };
};
