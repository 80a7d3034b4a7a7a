import { parseAlarmRule } from '../../../../local-cloud/src/services/cloudwatch/alarms/alarm-rule.ts';
import { parseAlarmDescription } from '../../../../serverless-conventions/src/alarms/parse-alarm-description.ts';
import {
  resourcesOfType,
  type Resource,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import type { ServiceFinding } from '../../finding.ts';
import { gap, type Rule } from '../rule.ts';

/** Every alarm notifies its owner, and its description names owner, severity and runbook. */
export const alarmNotifications: Rule = ({ template }, { runbooks }) => {
  const composites = resourcesOfType(template, 'AWS::CloudWatch::CompositeAlarm');
  const notifying = new Set(
    composites.filter(([, each]) => hasActions(each)).flatMap(([, each]) => childAlarms(each)),
  );
  const notifies = (alarm: Resource) =>
    hasActions(alarm) || notifying.has(String(alarm.Properties?.['AlarmName']));
  return [
    ...resourcesOfType(template, 'AWS::CloudWatch::Alarm').flatMap(([id, alarm]) => [
      ...descriptionViolations(id, alarm, runbooks),
      ...(notifies(alarm) ? (hasActions(alarm) || canShare(alarm) ? [] : [masked(id)]) : [silent(id)]),
    ]),
    // A composite alarm without actions is a status or a suppressor; its child alarms still need a notification.
    ...composites.flatMap(([id, alarm]) => [
      ...descriptionViolations(id, alarm, runbooks),
      ...unknownChildren(id, alarm, template),
    ]),
  ];
};

function descriptionViolations(
  id: string,
  { Properties }: Resource,
  runbooks: ReadonlySet<string>,
): ServiceFinding[] {
  const { owner, severity, runbook } = parseAlarmDescription(String(Properties?.['AlarmDescription'] ?? ''));
  const lacking = [
    ...(owner === undefined ? ['"Owner: …"'] : []),
    ...(severity === undefined ? ['"Severity: critical" or "warning"'] : []),
    ...(runbook === undefined ? ['"Runbook: …"'] : []),
  ];
  return [
    ...(lacking.length > 0
      ? [
          gap(
            id,
            `The alarm description lacks ${lacking.join(', ')}. Declare the alarm in custom.alarms, which writes them.`,
          ),
        ]
      : []),
    ...(runbook !== undefined && !runbooks.has(runbook)
      ? [gap(id, `The runbook docs/runbooks/${runbook} does not exist. Write it, or name another one.`)]
      : []),
  ];
}

const hasActions = ({ Properties }: Resource): boolean =>
  Properties?.['ActionsEnabled'] !== false &&
  ((Properties?.['AlarmActions'] ?? []) as readonly unknown[]).length > 0;

/**
 * A composite alarm in state ALARM does not notify again, so neither critical alarms nor alarms that stay in ALARM for
 * days can rely on one.
 */
const canShare = ({ Properties }: Resource): boolean =>
  parseAlarmDescription(String(Properties?.['AlarmDescription'])).severity !== 'critical' &&
  Properties?.['TreatMissingData'] !== 'ignore';

const masked = (id: string): ServiceFinding =>
  gap(
    id,
    'The alarm is critical or stays in ALARM for days, but notifies only through a composite alarm, which is silent while another alarm is active. Set AlarmActions.',
  );

const childAlarms = ({ Properties }: Resource): readonly string[] =>
  parseAlarmRule(String(Properties?.['AlarmRule'])).alarms;

const silent = (id: string): ServiceFinding =>
  gap(
    id,
    'The alarm does not notify anyone. Set AlarmActions, or add it to a composite alarm that has AlarmActions.',
  );

function unknownChildren(id: string, alarm: Resource, template: Template): ServiceFinding[] {
  const names = new Set(
    Object.values(template.Resources).map(({ Properties }) => String(Properties?.['AlarmName'])),
  );
  return childAlarms(alarm)
    .filter((name) => !names.has(name))
    .map((name) => gap(id, `The rule names the alarm ${name}, which is not in the template. Fix the name.`));
}
