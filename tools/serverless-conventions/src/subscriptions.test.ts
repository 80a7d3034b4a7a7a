import { describe, expect, it } from '@jest/globals';
import type { Template, TemplateResource } from './template.ts';
import { redriveSubscriptions } from './subscriptions.ts';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const queue = (deadLetterQueue?: string): TemplateResource => ({
  Type: 'AWS::SQS::Queue',
  Properties: deadLetterQueue
    ? { RedrivePolicy: { deadLetterTargetArn: arn(deadLetterQueue), maxReceiveCount: 5 } }
    : {},
});
const subscription = (TopicArn: string, Endpoint: unknown, properties = {}): TemplateResource => ({
  Type: 'AWS::SNS::Subscription',
  Properties: { TopicArn, Protocol: 'sqs', Endpoint, ...properties },
});
const redriven = (resources: Template['Resources']) => {
  const template = { Resources: structuredClone(resources) };
  redriveSubscriptions(template);
  return template.Resources;
};
const queues = { Events: queue('Dead'), Dead: queue() };

describe('redriveSubscriptions', () => {
  it('redrives to the dead-letter queue of the subscribed queue, whose policy allows the topics', () => {
    const resources = redriven({
      ...queues,
      Orders: subscription('orders-topic', arn('Events')),
      Payments: subscription('payments-topic', arn('Events')),
    });
    for (const id of ['Orders', 'Payments'])
      expect(resources[id]!.Properties['RedrivePolicy']).toEqual({ deadLetterTargetArn: arn('Dead') });
    expect(resources['DeadSubscriptionsPolicy']!.Properties).toMatchObject({
      Queues: [{ Ref: 'Dead' }],
      PolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'sns.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: arn('Dead'),
            Condition: { ArnEquals: { 'aws:SourceArn': ['orders-topic', 'payments-topic'] } },
          },
        ],
      },
    });
  });

  it.each([
    ['has a redrive policy', subscription('topic', arn('Events'), { RedrivePolicy: {} })],
    ['is for a queue of another service', subscription('topic', '{{resolve:ssm:/queue-arn}}')],
    ['is for a queue without a dead-letter queue', subscription('topic', arn('Dead'))],
  ])('does not change a subscription that %s', (_what, own) => {
    const resources = { ...queues, Own: own };
    expect(redriven(resources)).toEqual(resources);
  });
});
