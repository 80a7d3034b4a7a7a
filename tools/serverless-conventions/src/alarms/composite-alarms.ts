import type { TemplateResource } from '../template.ts';
import { alarmName, alarmDescription, hasOwnActions, type Alarm, type AlarmContext } from './alarm.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
const MAX_CHILDREN = 100;
// A warning that has the same cause as an incident fires within minutes of it, and ends with it.
const SUPPRESS_WAIT_SECONDS = 120;
const SUPPRESS_EXTENSION_SECONDS = 300;

/**
 * Creates the composite alarms of a service:
 * - `warning` notifies once for all warnings, and is suppressed while `incident` is in ALARM.
 * - `incident` combines the critical alarms that end with their cause. Persistent alarms are not in it: a message in a
 *   dead-letter queue would suppress the warnings for days.
 * - `critical` shows whether any critical alarm is in ALARM. Critical alarms notify by themselves, so neither `critical`
 *   nor `incident` has actions.
 *
 * @throws Error if a service has more alarms of a severity than a composite alarm accepts
 */
export function compositeAlarms(
  alarms: readonly Alarm[],
  context: AlarmContext,
  topicArn: unknown,
): Record<string, TemplateResource> {
  const critical = alarms.filter(({ severity }) => severity === 'critical');
  const transient = critical.filter(({ isPersistent = false }) => !isPersistent);
  const warnings = alarms.filter((alarm) => !hasOwnActions(alarm));
  const combine = (composite: Composite) => compositeAlarm(composite, context);
  return {
    ...(critical.length > 0 && {
      CriticalAlarm: combine({
        name: 'critical',
        description: `${context.service} has active critical alarms; customers are affected. See its alarms in state ALARM.`,
        severity: 'critical',
        children: critical,
      }),
    }),
    ...(transient.length > 0 && {
      IncidentAlarm: combine({
        name: 'incident',
        description: `${context.service} has an ongoing incident; customers are affected. Its warnings are suppressed.`,
        severity: 'critical',
        children: transient,
      }),
    }),
    ...(warnings.length > 0 && {
      WarningAlarm: combine({
        name: 'warning',
        description: `${context.service} has active warnings. See the alarms that set this one off.`,
        severity: 'warning',
        children: warnings,
        actions: {
          AlarmActions: [topicArn],
          OKActions: [topicArn],
          ...(transient.length > 0 && suppressedBy('IncidentAlarm')),
        },
      }),
    }),
  };
}

interface Composite extends Pick<Alarm, 'name' | 'description' | 'severity'> {
  readonly children: readonly Alarm[];
  /** Alarm actions and their suppressor. */
  readonly actions?: Readonly<Record<string, unknown>>;
}

function compositeAlarm(
  { name, description, severity, children, actions = {} }: Composite,
  context: AlarmContext,
): TemplateResource {
  if (children.length > MAX_CHILDREN)
    throw new Error(
      `${context.service} has ${children.length} alarms of severity ${severity}, and a composite alarm accepts ${MAX_CHILDREN}. Split the service.`,
    );
  return {
    Type: 'AWS::CloudWatch::CompositeAlarm',
    DependsOn: children.map(({ logicalId }) => logicalId),
    Properties: {
      AlarmName: alarmName({ name }, context),
      AlarmDescription: alarmDescription({ description, severity, runbook: 'README.md' }, context),
      AlarmRule: children.map((child) => `ALARM("${alarmName(child, context)}")`).join(' OR '),
      ...actions,
    },
  };
}

const suppressedBy = (suppressorId: string) => ({
  ActionsSuppressor: { 'Fn::GetAtt': [suppressorId, 'Arn'] },
  ActionsSuppressorWaitPeriod: SUPPRESS_WAIT_SECONDS,
  ActionsSuppressorExtensionPeriod: SUPPRESS_EXTENSION_SECONDS,
});
