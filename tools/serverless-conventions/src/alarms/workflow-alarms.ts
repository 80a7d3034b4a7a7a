import type { Template } from '../osls.ts';
import { metricAbove, type Alarm } from './alarm.ts';
import { kebab, resourcesOf } from './resources.ts';

// Executions that fail one after the other are one incident: it is over when a quarter of an hour went well.
const QUIET_MINUTES = 15;

/** Executions that failed, or took longer than they may. */
export const workflowAlarms = ({ Resources: resources }: Template): Alarm[] =>
  resourcesOf(resources, 'AWS::StepFunctions::StateMachine').flatMap(([id]) =>
    [
      { metric: 'ExecutionsFailed', ending: 'Failed', name: 'failed', description: 'ended in failure' },
      { metric: 'ExecutionsTimedOut', ending: 'TimedOut', name: 'timed-out', description: 'ran out of time' },
    ].map(({ metric, ending, name, description }): Alarm => ({
      logicalId: `${id}${ending}Alarm`,
      name: `${kebab(id, 'StateMachine')}-${name}`,
      description: `An execution of ${id} ${description}: something is half done.`,
      severity: 'critical',
      runbook: 'workflow-failed.md',
      condition: metricAbove({
        namespace: 'AWS/States',
        metric,
        dimensions: { StateMachineArn: { Ref: id } },
        statistic: 'Sum',
        above: 0,
        periodSeconds: 60,
        periods: QUIET_MINUTES,
        breachingPeriods: 1,
      }),
    })),
  );
