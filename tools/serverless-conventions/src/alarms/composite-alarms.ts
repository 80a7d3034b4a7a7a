import type { TemplateResource } from '../osls.ts';
import { alarmName, alarmDescription, ringsItself, type Alarm, type AlarmPlace } from './alarm.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
const MAX_CHILDREN = 100;
// A warning that comes with an incident comes within minutes of it, and goes with it.
const SUPPRESS_WAIT_SECONDS = 120;
const SUPPRESS_EXTENSION_SECONDS = 300;

/**
 * The composite alarms of a service. `warning` rings for all its warnings together, however many an incident sets off,
 * and is quiet while `incident` is on: any critical alarm that goes with what caused it. Those that last for days are
 * not in it, or a dead letter would keep the warnings quiet as long as it lies. `critical` shows at a glance whether
 * any critical alarm is on; those ring themselves, so neither it nor `incident` speaks to anybody.
 *
 * @throws Error where a service has more alarms of a severity than a composite alarm may watch
 */
export function compositeAlarms(
  alarms: readonly Alarm[],
  place: AlarmPlace,
  topicArn: unknown,
): Record<string, TemplateResource> {
  const critical = alarms.filter(({ severity }) => severity === 'critical');
  const passing = critical.filter(({ isLasting = false }) => !isLasting);
  const warnings = alarms.filter((alarm) => !ringsItself(alarm));
  const ofChildren = (composite: Composite) => compositeAlarm(composite, place);
  return {
    ...(critical.length > 0 && {
      CriticalAlarm: ofChildren({
        name: 'critical',
        description: `${place.service} fails its customers. The alarms that ring say where.`,
        severity: 'critical',
        children: critical,
      }),
    }),
    ...(passing.length > 0 && {
      IncidentAlarm: ofChildren({
        name: 'incident',
        description: `${place.service} fails its customers at this moment. Its warnings are quiet as long.`,
        severity: 'critical',
        children: passing,
      }),
    }),
    ...(warnings.length > 0 && {
      WarningAlarm: ofChildren({
        name: 'warning',
        description: `${place.service} should be looked at. The alarms that this one names say where.`,
        severity: 'warning',
        children: warnings,
        rings: {
          AlarmActions: [topicArn],
          OKActions: [topicArn],
          ...(passing.length > 0 && quietDuring('IncidentAlarm')),
        },
      }),
    }),
  };
}

interface Composite extends Pick<Alarm, 'name' | 'description' | 'severity'> {
  readonly children: readonly Alarm[];
  /** To whom, and when not. */
  readonly rings?: Readonly<Record<string, unknown>>;
}

function compositeAlarm(
  { name, description, severity, children, rings = {} }: Composite,
  place: AlarmPlace,
): TemplateResource {
  if (children.length > MAX_CHILDREN)
    throw new Error(
      `${place.service} has ${children.length} alarms of severity ${severity}, and a composite alarm watches ${MAX_CHILDREN}: split the service.`,
    );
  return {
    Type: 'AWS::CloudWatch::CompositeAlarm',
    DependsOn: children.map(({ logicalId }) => logicalId),
    Properties: {
      AlarmName: alarmName({ name }, place),
      AlarmDescription: alarmDescription({ description, severity, runbook: 'README.md' }, place),
      AlarmRule: children.map((child) => `ALARM("${alarmName(child, place)}")`).join(' OR '),
      ...rings,
    },
  };
}

const quietDuring = (suppressorId: string) => ({
  ActionsSuppressor: { 'Fn::GetAtt': [suppressorId, 'Arn'] },
  ActionsSuppressorWaitPeriod: SUPPRESS_WAIT_SECONDS,
  ActionsSuppressorExtensionPeriod: SUPPRESS_EXTENSION_SECONDS,
});
