import type { LocalService } from '../cloud/local-service.ts';
import { alarm, compositeAlarm, dashboard } from './cloudwatch-types.ts';
import { key, keyAlias } from './key-types.ts';
import { logGroup, logStream, metricFilter, subscriptionFilter } from './log-types.ts';
import { recordedResource } from './recorded-resource.ts';
import type { RecordedType } from './recorded-resource.ts';

const TYPES: Readonly<Record<string, RecordedType>> = {
  'AWS::Logs::LogGroup': logGroup,
  'AWS::Logs::LogStream': logStream,
  'AWS::Logs::MetricFilter': metricFilter,
  'AWS::Logs::SubscriptionFilter': subscriptionFilter,
  'AWS::CloudWatch::Alarm': alarm,
  'AWS::CloudWatch::CompositeAlarm': compositeAlarm,
  'AWS::CloudWatch::Dashboard': dashboard,
  'AWS::KMS::Key': key,
  'AWS::KMS::Alias': keyAlias,
};

export interface ObservabilityService extends LocalService {
  /** Names or ARNs (what `!Ref` gives) of the recorded resources of a type: `AWS::CloudWatch::Alarm`. */
  recorded(type: string): readonly string[];
}

/**
 * Log groups, alarms, dashboards and keys: recorded, so that a template that declares them can be deployed and can
 * refer to them. No alarm rings locally, and nothing is encrypted: the terminal shows what functions log.
 */
export function createObservabilityService(): ObservabilityService {
  const recorded = new Map<string, Set<string>>(Object.keys(TYPES).map((type) => [type, new Set()]));
  return {
    name: 'observability',
    signingNames: [],
    resources: Object.fromEntries(
      Object.entries(TYPES).map(([type, recordedType]) => [
        type,
        recordedResource(recordedType, (_resource, { ref }) => recorded.get(type)?.add(ref)),
      ]),
    ),
    recorded: (type) => [...(recorded.get(type) ?? [])],
  };
}
