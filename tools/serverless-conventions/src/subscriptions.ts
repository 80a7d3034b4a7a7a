import { referencedId, resourcesOfType } from './alarms/resources.ts';
import type { Template } from './template.ts';

/**
 * Gives every subscription of a queue to a topic a redrive policy: a message that SNS cannot deliver goes to the
 * dead-letter queue of the queue, which has an alarm and from which `nx redrive` sends it to the queue. The policy of the
 * dead-letter queue allows the topics. A subscription of another service's queue declares its redrive policy itself.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
 *
 * @param template  the complete template; changed in place
 */
export function redriveSubscriptions({ Resources: resources }: Template): void {
  const topicsByDeadLetterQueue = new Map<string, unknown[]>();
  for (const [, { Properties }] of resourcesOfType(resources, 'AWS::SNS::Subscription')) {
    const queue = resources[referencedId(Properties['Endpoint']) ?? ''];
    const policy = queue?.Properties['RedrivePolicy'] as { deadLetterTargetArn?: unknown } | undefined;
    const deadLetterQueue = referencedId(policy?.deadLetterTargetArn);
    if (Properties['RedrivePolicy'] !== undefined || deadLetterQueue === undefined) continue;
    Properties['RedrivePolicy'] = { deadLetterTargetArn: { 'Fn::GetAtt': [deadLetterQueue, 'Arn'] } };
    const topics = topicsByDeadLetterQueue.get(deadLetterQueue) ?? [];
    topicsByDeadLetterQueue.set(deadLetterQueue, [...topics, Properties['TopicArn']]);
  }
  for (const [queue, topics] of topicsByDeadLetterQueue)
    resources[`${queue}SubscriptionsPolicy`] = queuePolicy(queue, topics);
}

const queuePolicy = (queue: string, topics: readonly unknown[]) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: queue }],
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: { 'Fn::GetAtt': [queue, 'Arn'] },
          Condition: { ArnEquals: { 'aws:SourceArn': topics } },
        },
      ],
    },
  },
});
