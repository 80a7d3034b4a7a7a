import type { MetricCatalog } from '../../../../libs/logging/src/index.ts';
import type { Template } from '../template.ts';
import { alarmResource, hasOwnActions, type Alarm, type AlarmContext } from './alarm.ts';
import { apiAlarms } from './api-alarms.ts';
import { compositeAlarms } from './composite-alarms.ts';
import { dashboard } from './dashboard.ts';
import { declaredAlarms, type DeclaredAlarm } from './declared-alarms.ts';
import { functionAlarms } from './function-alarms.ts';
import { queueAlarms } from './queue-alarms.ts';
import { tableAlarms } from './table-alarms.ts';
import { resourcesOfType } from './resources.ts';
import { webAclAlarms } from './web-acl-alarms.ts';
import { workflowAlarms } from './workflow-alarms.ts';

/**
 * Adds the alarms of a service and, if it has functions, its dashboard: default alarms for every resource of a type, and the alarms that the
 * service declares on its logs and metrics. A declared alarm replaces the default alarm of the same name. They notify the topic of the platform service: each critical alarm by
 * itself, all warnings through one composite alarm.
 *
 * @param template  changed in place
 * @param declared  `custom.alarms` of the serverless.yml
 * @param metrics   the business metrics of the service, for its dashboard
 * @throws Error if a declared alarm refers to an unknown function
 */
export function applyAlarms(
  template: Template,
  declared: Readonly<Record<string, DeclaredAlarm>>,
  context: AlarmContext,
  metrics: MetricCatalog = {},
): void {
  const own = declaredAlarms(declared, template, context);
  const defaults = [
    ...functionAlarms(template, context),
    ...apiAlarms(template),
    ...queueAlarms(template),
    ...workflowAlarms(template),
    ...tableAlarms(template),
    ...webAclAlarms(template),
  ];
  const replaced = new Set(own.alarms.map(({ name }) => name));
  const alarms = [...defaults.filter(({ name }) => !replaced.has(name)), ...own.alarms];
  if (alarms.length === 0) return;
  const topicArn = alarmTopicArn(template, context);
  const composites = compositeAlarms(alarms, context, topicArn);
  Object.assign(
    template.Resources,
    own.metricFilters,
    Object.fromEntries(alarms.map((alarm) => [alarm.logicalId, alarmResource(alarm, context, topicArn)])),
    composites,
    // Its graphs show the metrics of functions and of what calls them.
    resourcesOfType(template.Resources, 'AWS::Lambda::Function').length > 0 && {
      ServiceDashboard: dashboard(notifyingAlarms(alarms, composites), context, metrics),
    },
  );
}

/** The topic of the platform service. In its own template, a published parameter does not exist before the first deployment. */
function alarmTopicArn({ Resources: resources }: Template, { stage }: AlarmContext): unknown {
  const name = `/tradewind/${stage}/platform/alarm-topic-arn`;
  const own = Object.values(resources).find(
    ({ Type, Properties }) => Type === 'AWS::SSM::Parameter' && Properties['Name'] === name,
  );
  return own?.Properties['Value'] ?? `{{resolve:ssm:${name}}}`;
}

/** The alarms that notify. */
const notifyingAlarms = (alarms: readonly Alarm[], composites: Template['Resources']): string[] => [
  ...alarms.filter(hasOwnActions).map(({ logicalId }) => logicalId),
  ...Object.keys(composites).filter((id) => id === 'WarningAlarm'),
];
