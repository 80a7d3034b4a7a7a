import type { MetricCatalog } from '../../../../libs/logging/src/index.ts';
import type { Template } from '../osls.ts';
import { alarmResource, ringsItself, type Alarm, type AlarmPlace } from './alarm.ts';
import { apiAlarms } from './api-alarms.ts';
import { compositeAlarms } from './composite-alarms.ts';
import { dashboard } from './dashboard.ts';
import { declaredAlarms, type DeclaredAlarm } from './declared-alarms.ts';
import { functionAlarms } from './function-alarms.ts';
import { queueAlarms } from './queue-alarms.ts';
import { tableAlarms } from './table-alarms.ts';
import { workflowAlarms } from './workflow-alarms.ts';

/**
 * Adds the alarms of a service and its dashboard: those that everything of its kind has, and those it declares on what it logs and
 * counts. They ring to the topic that platform publishes: the critical ones each for itself, the warnings through one.
 *
 * @param template  changed in place
 * @param declared  `custom.alarms` of the serverless.yml
 * @param metrics   the business metrics of the service, for its dashboard
 * @throws Error where a declared alarm watches what is not there
 */
export function applyAlarms(
  template: Template,
  declared: Readonly<Record<string, DeclaredAlarm>>,
  place: AlarmPlace,
  metrics: MetricCatalog = {},
): void {
  const own = declaredAlarms(declared, template, place);
  const alarms = [
    ...functionAlarms(template, place),
    ...apiAlarms(template),
    ...queueAlarms(template),
    ...workflowAlarms(template),
    ...tableAlarms(template),
    ...own.alarms,
  ];
  if (alarms.length === 0) return;
  const topicArn = `{{resolve:ssm:/tradewind/${place.stage}/platform/alarm-topic-arn}}`;
  const composites = compositeAlarms(alarms, place, topicArn);
  Object.assign(
    template.Resources,
    own.metricFilters,
    Object.fromEntries(alarms.map((alarm) => [alarm.logicalId, alarmResource(alarm, place, topicArn)])),
    composites,
    { ServiceDashboard: dashboard(shownAlarms(alarms, composites), place, metrics) },
  );
}

/** Those that ring, as one looks for them on a dashboard. */
const shownAlarms = (alarms: readonly Alarm[], composites: Template['Resources']): string[] => [
  ...alarms.filter(ringsItself).map(({ logicalId }) => logicalId),
  ...Object.keys(composites).filter((id) => id === 'WarningAlarm'),
];
