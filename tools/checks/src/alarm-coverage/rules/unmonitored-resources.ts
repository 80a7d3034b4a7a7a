import {
  resourceNamedBy,
  resourcesOfType,
  usesOf,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { gap, type Rule } from '../rule.ts';
import { hasAlarm, alarmMetrics } from '../alarm-metrics.ts';

/** Every dead-letter queue and every state machine has an alarm. */
export const unmonitoredResources: Rule = ({ template }) => {
  const metrics = alarmMetrics(template);
  const isUnmonitored = (namespace: string, name: string) => (resourceId: string) =>
    !hasAlarm(metrics, { namespace, name, resourceId });
  const machines = resourcesOfType(template, 'AWS::StepFunctions::StateMachine').map(([id]) => id);
  return [
    ...deadLetterQueues(template)
      .filter(isUnmonitored('AWS/SQS', 'ApproximateNumberOfMessagesVisible'))
      .map((id) =>
        gap(id, 'The dead-letter queue has no alarm on ApproximateNumberOfMessagesVisible. Add one.'),
      ),
    ...['ExecutionsFailed', 'ExecutionsTimedOut'].flatMap((name) =>
      machines
        .filter(isUnmonitored('AWS/States', name))
        .map((id) => gap(id, `The state machine has no alarm on ${name}. Add one.`)),
    ),
  ];
};

/** @returns the queues of the template to which a queue, subscription, stream, function or schedule sends failures */
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
  const ids = targets.map(resourceNamedBy).filter((id) => id !== undefined);
  return [...new Set(ids)].filter((id) => resources[id]?.Type === 'AWS::SQS::Queue');
}
