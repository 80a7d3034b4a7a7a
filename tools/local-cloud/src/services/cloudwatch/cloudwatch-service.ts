import { unknownOperation } from '../../contract/aws-error.ts';
import { systemClock, type Clock } from '../../contract/clock.ts';
import type { AlarmMonitor } from './alarms/alarm-monitor.ts';
import { cloudWatchOperations } from './api/cloudwatch-operations.ts';
import type { Dashboard } from './api/dashboard-operations.ts';
import type { LogEvents } from './logs/log-events.ts';
import { logOperations } from './logs/log-operations.ts';
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
  readonly monitor: Pick<AlarmMonitor, 'evaluator' | 'metrics' | 'logs' | 'start' | 'stop'>;
  readonly logEvents: Pick<LogEvents, 'groups' | 'events'>;
  /** Called when an alarm or metric filter cannot be evaluated locally. */
  readonly warn: (message: string) => void;
  readonly clock?: Pick<Clock, 'nowMs'>;
}

/**
 * CloudWatch and CloudWatch Logs: metric filters and alarms work as on AWS. Metrics of the last hours, the latest log
 * lines and the dashboards of the templates are returned by their APIs.
 */
export function createCloudWatchService({
  monitor,
  logEvents,
  warn,
  clock = systemClock,
}: Dependencies): CloudWatchService {
  const recorded = new Map<string, Set<string>>(Object.keys(TYPES).map((type) => [type, new Set()]));
  const dashboards = new Map<string, Dashboard>();
  const operations: Readonly<Record<string, Readonly<Record<string, (input: object) => unknown>>>> = {
    monitoring: cloudWatchOperations({ monitor, dashboards, clock }),
    logs: logOperations({
      logEvents,
      deployedGroups: () => [...(recorded.get('AWS::Logs::LogGroup') ?? [])],
    }),
  };

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
    'AWS::CloudWatch::Dashboard': ({ properties }, { ref }) =>
      dashboards.set(ref, { body: String(properties['DashboardBody'] ?? '{}'), deployedAtMs: clock.nowMs() }),
  };
  const deactivate: Readonly<Record<string, (ref: string) => void>> = {
    'AWS::Logs::MetricFilter': monitor.logs.deleteMetricFilter,
    'AWS::CloudWatch::Alarm': monitor.evaluator.remove,
    'AWS::CloudWatch::CompositeAlarm': (ref) => monitor.evaluator.remove(toAlarmName(ref)),
    'AWS::CloudWatch::Dashboard': (ref) => void dashboards.delete(ref),
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
    signingNames: ['monitoring', 'logs'],
    resources: Object.fromEntries(
      Object.entries(TYPES).map(([type, recordedType]) => [type, toProvider(type, recordedType)]),
    ),
    async handle({ signingName, operation = '', body }) {
      const api = operations[signingName] ?? {};
      const perform = Object.hasOwn(api, operation) ? api[operation] : undefined;
      if (perform === undefined)
        throw unknownOperation(signingName === 'logs' ? 'CloudWatch Logs' : 'CloudWatch', operation);
      const output = perform(JSON.parse(body.toString() || '{}') as object);
      const version = signingName === 'logs' ? '1.1' : '1.0';
      return {
        status: 200,
        headers: { 'content-type': `application/x-amz-json-${version}` },
        body: JSON.stringify(output),
      };
    },
    recorded: (type) => [...(recorded.get(type) ?? [])],
    start: async () => monitor.start(),
    stop: async () => monitor.stop(),
  };
}
