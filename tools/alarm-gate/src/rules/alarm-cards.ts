import { compositeRule } from '../../../local-cloud/src/alarms/composite-rule.ts';
import { alarmCard } from '../../../serverless-conventions/src/alarms/alarm-card.ts';
import { resourcesOfType, type Resource, type Template } from '../../../deploy/src/packages/template.ts';
import { error, type Finding, type Rule } from '../finding.ts';

/** Whoever is woken reads whose it is and what to do; and an alarm that tells nobody wakes nobody. */
export const alarmCards: Rule = ({ template }, { runbooks }) => {
  const composites = resourcesOfType(template, 'AWS::CloudWatch::CompositeAlarm');
  const told = new Set(composites.filter(([, each]) => acts(each)).flatMap(([, each]) => alarmsUnder(each)));
  return [...resourcesOfType(template, 'AWS::CloudWatch::Alarm'), ...composites].flatMap(([id, alarm]) => [
    ...cardFaults(id, alarm, runbooks),
    ...(acts(alarm) || told.has(String(alarm.Properties?.['AlarmName'])) ? [] : [tellsNobody(id)]),
    ...(alarm.Type === 'AWS::CloudWatch::CompositeAlarm' ? unknownChildren(id, alarm, template) : []),
  ]);
};

function cardFaults(
  id: string,
  { Properties }: Resource,
  runbooks: ReadonlySet<string>,
): Omit<Finding, 'service'>[] {
  const { owner, severity, runbook } = alarmCard(String(Properties?.['AlarmDescription'] ?? ''));
  const lacking = [
    ...(owner === undefined ? ['"Owner: …"'] : []),
    ...(severity === undefined ? ['"Severity: critical" or "warning"'] : []),
    ...(runbook === undefined ? ['"Runbook: …"'] : []),
  ];
  return [
    ...(lacking.length > 0
      ? [
          error(
            id,
            `has a description without ${lacking.join(', ')}: declare it in custom.alarms, which writes them.`,
          ),
        ]
      : []),
    ...(runbook !== undefined && !runbooks.has(runbook)
      ? [error(id, `names docs/runbooks/${runbook}, which there is not: write the page, or name another.`)]
      : []),
  ];
}

const acts = ({ Properties }: Resource): boolean =>
  Properties?.['ActionsEnabled'] !== false &&
  ((Properties?.['AlarmActions'] ?? []) as readonly unknown[]).length > 0;

const alarmsUnder = ({ Properties }: Resource): readonly string[] =>
  compositeRule(String(Properties?.['AlarmRule'])).alarms;

const tellsNobody = (id: string): Omit<Finding, 'service'> =>
  error(id, 'tells nobody: it has no AlarmActions, nor is it in the rule of a composite alarm that has.');

function unknownChildren(id: string, alarm: Resource, template: Template): Omit<Finding, 'service'>[] {
  const names = new Set(
    Object.values(template.Resources).map(({ Properties }) => String(Properties?.['AlarmName'])),
  );
  return alarmsUnder(alarm)
    .filter((name) => !names.has(name))
    .map((name) => error(id, `waits for ${name}, and the template has no alarm of that name.`));
}
