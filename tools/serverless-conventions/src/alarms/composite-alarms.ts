import type { TemplateResource } from '../osls.ts';
import { alarmName, description, type Alarm, type AlarmPlace, type Severity } from './alarm.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
const MAX_CHILDREN = 100;
// A warning that comes with an incident comes within minutes of it, and goes with it.
const SUPPRESS_WAIT_SECONDS = 120;
const SUPPRESS_EXTENSION_SECONDS = 300;

/**
 * The two alarms of a service that ring: one for what wakes somebody, one for what waits for the morning. However
 * many alarms an incident sets off, each rings once; and while the critical one rings, the warnings are quiet.
 *
 * @throws Error where a service has more alarms of a severity than a composite alarm may watch
 */
export function compositeAlarms(
  alarms: readonly Alarm[],
  place: AlarmPlace,
  topicArn: unknown,
): Record<string, TemplateResource> {
  const critical = alarms.filter(({ severity }) => severity === 'critical');
  const warnings = alarms.filter(({ severity }) => severity === 'warning');
  return {
    ...(critical.length > 0 && { CriticalAlarm: composite('critical', critical, place, topicArn) }),
    ...(warnings.length > 0 && {
      WarningAlarm: quietDuring(critical.length > 0, composite('warning', warnings, place, topicArn)),
    }),
  };
}

function composite(
  severity: Severity,
  children: readonly Alarm[],
  place: AlarmPlace,
  topicArn: unknown,
): TemplateResource {
  if (children.length > MAX_CHILDREN)
    throw new Error(
      `${place.service} has ${children.length} alarms of severity ${severity}, and a composite alarm watches ${MAX_CHILDREN}: split the service.`,
    );
  const says =
    severity === 'critical'
      ? `${place.service} fails its customers. The alarms that ring say where.`
      : `${place.service} should be looked at. The alarms that ring say where.`;
  return {
    Type: 'AWS::CloudWatch::CompositeAlarm',
    DependsOn: children.map(({ logicalId }) => logicalId),
    Properties: {
      AlarmName: alarmName({ name: severity }, place),
      AlarmDescription: description({ says, severity, runbook: 'README.md' }, place),
      AlarmRule: children.map((child) => `ALARM("${alarmName(child, place)}")`).join(' OR '),
      AlarmActions: [topicArn],
      OKActions: [topicArn],
    },
  };
}

const quietDuring = (hasCritical: boolean, warning: TemplateResource): TemplateResource =>
  hasCritical
    ? {
        ...warning,
        Properties: {
          ...warning.Properties,
          ActionsSuppressor: { 'Fn::GetAtt': ['CriticalAlarm', 'Arn'] },
          ActionsSuppressorWaitPeriod: SUPPRESS_WAIT_SECONDS,
          ActionsSuppressorExtensionPeriod: SUPPRESS_EXTENSION_SECONDS,
        },
      }
    : warning;
