import type { AlarmWatch } from './alarms/alarm-watch.ts';
import { alarmNameOf } from './alarms/composite-rule.ts';
import type { LocalService, ResourceProvider } from '../../contract/local-service.ts';
import type { DeployedResource, Resource } from '../../contract/resource.ts';
import { metricFilter as readMetricFilter } from './metrics/metric-filters.ts';
import { alarm, compositeAlarm, dashboard } from './cloudwatch-types.ts';
import { key, keyAlias } from './key-types.ts';
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
  'AWS::KMS::Key': key,
  'AWS::KMS::Alias': keyAlias,
};

export interface ObservabilityService extends LocalService {
  /** Names or ARNs (what `!Ref` gives) of the recorded resources of a type: `AWS::CloudWatch::Alarm`. */
  recorded(type: string): readonly string[];
}

interface Dependencies {
  readonly watch: Pick<AlarmWatch, 'board' | 'lines' | 'start' | 'stop'>;
  /** Told of an alarm that is not evaluated here, and why. */
  readonly warn: (message: string) => void;
}

/**
 * Log groups, dashboards and keys: recorded, so that a template that declares them can be deployed and can refer to
 * them; nothing is encrypted. Metric filters and alarms do as on AWS.
 */
export function createObservabilityService({ watch, warn }: Dependencies): ObservabilityService {
  const recorded = new Map<string, Set<string>>(Object.keys(TYPES).map((type) => [type, new Set()]));

  /** What the local cloud does not understand of an alarm or a filter must not keep the service from running. */
  const declare = (name: string, toDeclare: () => void): void => {
    try {
      toDeclare();
    } catch (error) {
      warn(`${name} is not evaluated locally: ${(error as Error).message}`);
    }
  };
  const comeToLife: Readonly<Record<string, (resource: Resource, deployed: DeployedResource) => void>> = {
    'AWS::Logs::MetricFilter': ({ properties }, { ref }) =>
      declare(ref, () => watch.lines.declare(readMetricFilter(ref, properties))),
    'AWS::CloudWatch::Alarm': ({ properties }, { ref }) =>
      declare(ref, () => watch.board.declare('metric', { ...properties, AlarmName: ref })),
    'AWS::CloudWatch::CompositeAlarm': ({ properties }, { ref }) =>
      declare(ref, () => watch.board.declare('composite', { ...properties, AlarmName: alarmNameOf(ref) })),
  };
  const forget: Readonly<Record<string, (ref: string) => void>> = {
    'AWS::Logs::MetricFilter': watch.lines.remove,
    'AWS::CloudWatch::Alarm': watch.board.remove,
    'AWS::CloudWatch::CompositeAlarm': (ref) => watch.board.remove(alarmNameOf(ref)),
  };
  const providerOf = (type: string, recordedType: RecordedType): ResourceProvider => ({
    ...recordedResource(recordedType, (resource, deployed) => {
      recorded.get(type)?.add(deployed.ref);
      comeToLife[type]?.(resource, deployed);
    }),
    async remove(_resource, { ref }) {
      recorded.get(type)?.delete(ref);
      forget[type]?.(ref);
    },
  });

  return {
    name: 'observability',
    signingNames: [],
    resources: Object.fromEntries(
      Object.entries(TYPES).map(([type, recordedType]) => [type, providerOf(type, recordedType)]),
    ),
    recorded: (type) => [...(recorded.get(type) ?? [])],
    start: async () => watch.start(),
    stop: async () => watch.stop(),
  };
}
