import {
  resourceNamedBy,
  resourcesOfType,
  usesOf,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { hole, type Rule } from '../finding.ts';
import { isWatched, watchedMetrics } from '../watched-metrics.ts';

/** What ends in a dead-letter queue, or in a failed execution, is found by nobody without an alarm. */
export const unwatchedEnds: Rule = ({ template }) => {
  const metrics = watchedMetrics(template);
  const isSilent = (namespace: string, name: string) => (resourceId: string) =>
    !isWatched(metrics, { namespace, name, resourceId });
  const machines = resourcesOfType(template, 'AWS::StepFunctions::StateMachine').map(([id]) => id);
  return [
    ...deadLetterQueues(template)
      .filter(isSilent('AWS/SQS', 'ApproximateNumberOfMessagesVisible'))
      .map((id) =>
        hole(id, 'is a dead-letter queue, and no alarm looks at ApproximateNumberOfMessagesVisible of it.'),
      ),
    ...['ExecutionsFailed', 'ExecutionsTimedOut'].flatMap((name) =>
      machines
        .filter(isSilent('AWS/States', name))
        .map((id) => hole(id, `is a state machine, and no alarm looks at ${name} of it.`)),
    ),
  ];
};

/** Queues of the template that a queue, a subscription, a stream, a function or a schedule gives up to. */
function deadLetterQueues(template: Template): string[] {
  const { Resources: resources } = template;
  const targets = [
    ...usesOf('RedrivePolicy', resources).flatMap((policy) => usesOf('deadLetterTargetArn', policy)),
    ...usesOf('OnFailure', resources).flatMap((failure) => usesOf('Destination', failure)),
    ...usesOf('DeadLetterConfig', resources).flatMap((config) => [
      ...usesOf('TargetArn', config),
      ...usesOf('Arn', config),
    ]),
  ];
  const named = targets.map(resourceNamedBy).filter((id) => id !== undefined);
  return [...new Set(named)].filter((id) => resources[id]?.Type === 'AWS::SQS::Queue');
}
