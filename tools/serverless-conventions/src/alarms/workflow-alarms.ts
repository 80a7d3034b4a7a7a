import type { Template } from '../template.ts';
import { metricAbove, type Alarm } from './alarm.ts';
import { toKebabCase, resourcesOfType } from './resources.ts';

// Consecutive failures are one incident, which ends after 15 minutes without a failure.
const QUIET_MINUTES = 15;

/** Alarms on failed and timed-out executions of a state machine. */
export const workflowAlarms = ({ Resources: resources }: Template): Alarm[] =>
  resourcesOfType(resources, 'AWS::StepFunctions::StateMachine').flatMap(([id]) =>
    [
      { metric: 'ExecutionsFailed', ending: 'Failed', name: 'failed', outcome: 'failed' },
      { metric: 'ExecutionsTimedOut', ending: 'TimedOut', name: 'timed-out', outcome: 'timed out' },
    ].map(({ metric, ending, name, outcome }): Alarm => ({
      logicalId: `${id}${ending}Alarm`,
      name: `${toKebabCase(id, 'StateMachine')}-${name}`,
      description: `An execution of ${id} ${outcome}; its work is incomplete.`,
      severity: 'critical',
      runbook: 'workflow-failed.md',
      condition: metricAbove({
        namespace: 'AWS/States',
        metric,
        dimensions: { StateMachineArn: { Ref: id } },
        statistic: 'Sum',
        above: 0,
        periodSeconds: 60,
        evaluationPeriods: QUIET_MINUTES,
        datapointsToAlarm: 1,
      }),
    })),
  );
