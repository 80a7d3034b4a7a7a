import type { Template } from '../template.ts';
import { metricAbove, type Alarm } from './alarm.ts';
import { toKebabCase, referencedId, resourcesOfType } from './resources.ts';

// Consumers receive messages within a second; a delay of 15 minutes is more than a burst.
const AGE_SECONDS = 900;

/** Alarms on the age of the oldest message in a queue, and on messages in a dead-letter queue. */
export function queueAlarms({ Resources: resources }: Template): Alarm[] {
  const queues = resourcesOfType(resources, 'AWS::SQS::Queue');
  const consumed = new Set(
    resourcesOfType(resources, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) =>
      referencedId(Properties['EventSourceArn']),
    ),
  );
  // A queue without a consumer is a dead-letter queue or on-failure destination. If it has a dead-letter queue itself,
  // another service consumes it.
  return queues.map(([id, { Properties }]) =>
    consumed.has(id) || Properties['RedrivePolicy'] !== undefined ? messageAge(id) : deadLetters(id),
  );
}

const messageAge = (id: string): Alarm => ({
  logicalId: `${id}AgeAlarm`,
  name: `${toKebabCase(id, 'Queue')}-age`,
  description: `Messages wait in ${id} for more than ${AGE_SECONDS / 60} minutes; their processing is delayed.`,
  severity: 'warning',
  runbook: 'queue-behind.md',
  condition: metricAbove({
    ...sqs('ApproximateAgeOfOldestMessage', id),
    above: AGE_SECONDS,
    periodSeconds: 60,
    evaluationPeriods: 5,
  }),
});

const deadLetters = (id: string): Alarm => ({
  logicalId: `${id}DepthAlarm`,
  name: `${toKebabCase(id, 'Queue')}-depth`,
  description: `${id} contains messages that could not be processed; their work is not done.`,
  severity: 'critical',
  runbook: 'dead-letters.md',
  isPersistent: true,
  condition: metricAbove({
    ...sqs('ApproximateNumberOfMessagesVisible', id),
    above: 0,
    periodSeconds: 60,
  }),
});

const sqs = (metric: string, id: string) => ({
  namespace: 'AWS/SQS',
  metric,
  statistic: 'Maximum',
  dimensions: { QueueName: { 'Fn::GetAtt': [id, 'QueueName'] } },
});
