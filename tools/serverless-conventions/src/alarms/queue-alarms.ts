import type { Template } from '../osls.ts';
import { metricAbove, type Alarm } from './alarm.ts';
import { kebab, namedBy, resourcesOf } from './resources.ts';

// Consumers take messages within a second; a quarter of an hour is no burst any more.
const AGE_SECONDS = 900;

/** How long messages wait for their consumer, and whether any came to rest in a dead-letter queue. */
export function queueAlarms({ Resources: resources }: Template): Alarm[] {
  const queues = resourcesOf(resources, 'AWS::SQS::Queue');
  const consumed = new Set(
    resourcesOf(resources, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) =>
      namedBy(Properties['EventSourceArn']),
    ),
  );
  // A queue that nobody consumes is where the undeliverable ends: of another queue, a stream or a subscription.
  // One with a dead-letter queue of its own is consumed, if not here then by another service.
  return queues.map(([id, { Properties }]) =>
    consumed.has(id) || Properties['RedrivePolicy'] !== undefined ? waiting(id) : lettersIn(id),
  );
}

const waiting = (id: string): Alarm => ({
  logicalId: `${id}AgeAlarm`,
  name: `${kebab(id, 'Queue')}-age`,
  description: `Messages wait in ${id} for more than ${AGE_SECONDS / 60} minutes.`,
  severity: 'warning',
  runbook: 'queue-behind.md',
  condition: metricAbove({
    ...sqs('ApproximateAgeOfOldestMessage', id),
    above: AGE_SECONDS,
    periodSeconds: 60,
    periods: 5,
  }),
});

const lettersIn = (id: string): Alarm => ({
  logicalId: `${id}DepthAlarm`,
  name: `${kebab(id, 'Queue')}-depth`,
  description: `Something could not be handled and lies in ${id}.`,
  severity: 'critical',
  runbook: 'dead-letters.md',
  isLasting: true,
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
