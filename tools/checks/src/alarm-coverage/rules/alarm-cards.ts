import { compositeRule } from '../../../../local-cloud/src/services/cloudwatch/alarms/composite-rule.ts';
import { alarmCard } from '../../../../serverless-conventions/src/alarms/alarm-card.ts';
import {
  resourcesOfType,
  type Resource,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { hole, type Finding, type Rule } from '../finding.ts';

/** Whoever is woken reads whose it is and what to do; and an alarm that tells nobody wakes nobody. */
export const alarmCards: Rule = ({ template }, { runbooks }) => {
  const composites = resourcesOfType(template, 'AWS::CloudWatch::CompositeAlarm');
  const told = new Set(composites.filter(([, each]) => acts(each)).flatMap(([, each]) => alarmsUnder(each)));
  const isTold = (alarm: Resource) => acts(alarm) || told.has(String(alarm.Properties?.['AlarmName']));
  return [
    ...resourcesOfType(template, 'AWS::CloudWatch::Alarm').flatMap(([id, alarm]) => [
      ...cardFaults(id, alarm, runbooks),
      ...(isTold(alarm) ? (acts(alarm) || mayShare(alarm) ? [] : [isMasked(id)]) : [tellsNobody(id)]),
    ]),
    // One without actions may show how others stand, or quiet them; the alarms under it are told of all the same.
    ...composites.flatMap(([id, alarm]) => [
      ...cardFaults(id, alarm, runbooks),
      ...unknownChildren(id, alarm, template),
    ]),
  ];
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
          hole(
            id,
            `has a description without ${lacking.join(', ')}: declare it in custom.alarms, which writes them.`,
          ),
        ]
      : []),
    ...(runbook !== undefined && !runbooks.has(runbook)
      ? [hole(id, `names docs/runbooks/${runbook}, which there is not: write the page, or name another.`)]
      : []),
  ];
}

const acts = ({ Properties }: Resource): boolean =>
  Properties?.['ActionsEnabled'] !== false &&
  ((Properties?.['AlarmActions'] ?? []) as readonly unknown[]).length > 0;

/** A composite alarm that is on already tells of nothing new: what wakes somebody, or stays on for days, may not be in it. */
const mayShare = ({ Properties }: Resource): boolean =>
  alarmCard(String(Properties?.['AlarmDescription'])).severity !== 'critical' &&
  Properties?.['TreatMissingData'] !== 'ignore';

const isMasked = (id: string): Omit<Finding, 'service'> =>
  hole(
    id,
    'is critical or lasts for days, and rings only through a composite alarm, which is silent while another is on: give it AlarmActions of its own.',
  );

const alarmsUnder = ({ Properties }: Resource): readonly string[] =>
  compositeRule(String(Properties?.['AlarmRule'])).alarms;

const tellsNobody = (id: string): Omit<Finding, 'service'> =>
  hole(id, 'tells nobody: it has no AlarmActions, nor is it in the rule of a composite alarm that has.');

function unknownChildren(id: string, alarm: Resource, template: Template): Omit<Finding, 'service'>[] {
  const names = new Set(
    Object.values(template.Resources).map(({ Properties }) => String(Properties?.['AlarmName'])),
  );
  return alarmsUnder(alarm)
    .filter((name) => !names.has(name))
    .map((name) => hole(id, `waits for ${name}, and the template has no alarm of that name.`));
}
