import {
  resourceNamedBy,
  resourcesOfType,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';

/**
 * A message that SNS cannot deliver goes to a dead-letter queue, whose policy allows the topic: SNS discards it
 * otherwise. `alarm-coverage` requires an alarm on the queue.
 */
export const subscriptions: Rule = ({ template }) => [
  ...resourcesOfType(template, 'AWS::SNS::Subscription').flatMap(([id, { Properties = {} }]) => {
    const policy = Properties['RedrivePolicy'] as { readonly deadLetterTargetArn?: unknown } | undefined;
    const target = policy?.deadLetterTargetArn;
    if (target === undefined)
      return [
        error(
          'A message that cannot be delivered is lost. Set RedrivePolicy with the ARN of a dead-letter queue.',
          id,
        ),
      ];
    const queue = resourceNamedBy(target);
    return queue === undefined || allowsTopic(template, queue, Properties['TopicArn'])
      ? []
      : [
          error(
            `The policy of ${queue} does not allow the topic of the subscription to send messages. Add an AWS::SQS::QueuePolicy.`,
            id,
          ),
        ];
  }),
  ...resourcesOfType(template, 'AWS::SNS::Topic')
    .filter(([, { Properties }]) => Properties?.['Subscription'] !== undefined)
    .map(([id]) =>
      error(
        'A subscription in the properties of a topic cannot have a redrive policy. Declare it as an AWS::SNS::Subscription.',
        id,
      ),
    ),
];

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Principal?: { readonly Service?: unknown };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const allowsTopic = (template: Template, queue: string, topicArn: unknown): boolean =>
  resourcesOfType(template, 'AWS::SQS::QueuePolicy')
    .filter(([, { Properties }]) =>
      [Properties?.['Queues'] ?? []].flat().some((named) => resourceNamedBy(named) === queue),
    )
    .flatMap(
      ([, { Properties }]) =>
        (Properties?.['PolicyDocument'] as { readonly Statement: Statement[] } | undefined)?.Statement ?? [],
    )
    .some(
      ({ Effect, Action, Principal, Condition = {} }) =>
        Effect === 'Allow' &&
        [Action].flat().includes('sqs:SendMessage') &&
        Principal?.Service === 'sns.amazonaws.com' &&
        sourceArns(Condition).some((source) => JSON.stringify(source) === JSON.stringify(topicArn)),
    );

const sourceArns = (condition: NonNullable<Statement['Condition']>): unknown[] =>
  Object.values(condition).flatMap((keys) =>
    Object.entries(keys)
      .filter(([key]) => key === 'aws:SourceArn')
      .flatMap(([, source]) => source),
  );
