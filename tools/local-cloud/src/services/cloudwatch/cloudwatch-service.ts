import type { AlarmMonitor } from './alarms/alarm-monitor.ts';
import { toAlarmName } from './alarms/alarm-rule.ts';
import type { LocalService, ResourceProvider } from '../../contract/local-service.ts';
import type { DeployedResource, Resource } from '../../contract/resource.ts';
import { toMetricFilter } from './metrics/metric-filters.ts';
import { alarm, compositeAlarm, dashboard } from './cloudwatch-types.ts';
import { logGroup, logStream, metricFilter, subscriptionFilter } from './log-types.ts';
import { recordedResource } from '../../contract/recorded-resource.ts';
import type { RecordedType } from '../../contract/recorded-resource.ts';

const TYPES: Readonly<Record<string, RecordedType>> = {
  'AWS::Logs::LogGroup': logGroup,
  'AWS::Logs::LogStream': logStream,
  'AWS::Logs::MetricFilter': metricFilter,
  'AWS::Logs::SubscriptionFilter': subscriptionFilter,
  'AWS::CloudWatch::Alarm': alarm,
  'AWS::CloudWatch::CompositeAlarm': compositeAlarm,
  'AWS::CloudWatch::Dashboard': dashboard,
};

export interface CloudWatchService extends LocalService {
  /** The `!Ref` values of the recorded resources of a type, such as `AWS::CloudWatch::Alarm`. */
  recorded(type: string): readonly string[];
}

interface Dependencies {
  readonly monitor: Pick<AlarmMonitor, 'evaluator' | 'logs' | 'start' | 'stop'>;
  /** Called when an alarm or metric filter cannot be evaluated locally. */
  readonly warn: (message: string) => void;
}

/**
 * CloudWatch: metric filters and alarms work as on AWS. Log groups and dashboards are only recorded, so that templates
 * can declare and reference them.
 */
export function createCloudWatchService({ monitor, warn }: Dependencies): CloudWatchService {
  const recorded = new Map<string, Set<string>>(Object.keys(TYPES).map((type) => [type, new Set()]));

  /** An unsupported alarm or metric filter must not prevent the deployment. */
  const tryActivate = (name: string, activateResource: () => void): void => {
    try {
      activateResource();
    } catch (error) {
      warn(`${name} is not evaluated locally: ${(error as Error).message}`);
    }
  };
  const activate: Readonly<Record<string, (resource: Resource, deployed: DeployedResource) => void>> = {
    'AWS::Logs::MetricFilter': ({ properties }, { ref }) =>
      tryActivate(ref, () => monitor.logs.putMetricFilter(toMetricFilter(ref, properties))),
    'AWS::CloudWatch::Alarm': ({ properties }, { ref }) =>
      tryActivate(ref, () => monitor.evaluator.put('metric', { ...properties, AlarmName: ref })),
    'AWS::CloudWatch::CompositeAlarm': ({ properties }, { ref }) =>
      tryActivate(ref, () =>
        monitor.evaluator.put('composite', { ...properties, AlarmName: toAlarmName(ref) }),
      ),
  };
  const deactivate: Readonly<Record<string, (ref: string) => void>> = {
    'AWS::Logs::MetricFilter': monitor.logs.deleteMetricFilter,
    'AWS::CloudWatch::Alarm': monitor.evaluator.remove,
    'AWS::CloudWatch::CompositeAlarm': (ref) => monitor.evaluator.remove(toAlarmName(ref)),
  };
  const toProvider = (type: string, recordedType: RecordedType): ResourceProvider => ({
    ...recordedResource(recordedType, (resource, deployed) => {
      recorded.get(type)?.add(deployed.ref);
      activate[type]?.(resource, deployed);
    }),
    async remove(_resource, { ref }) {
      recorded.get(type)?.delete(ref);
      deactivate[type]?.(ref);
    },
  });

  return {
    name: 'cloudwatch',
    signingNames: [],
    resources: Object.fromEntries(
      Object.entries(TYPES).map(([type, recordedType]) => [type, toProvider(type, recordedType)]),
    ),
    recorded: (type) => [...(recorded.get(type) ?? [])],
    start: async () => monitor.start(),
    stop: async () => monitor.stop(),
  };
}
