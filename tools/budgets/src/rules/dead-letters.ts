import { resourceNamedBy, resourcesOfType } from '../../../deploy/src/packages/template.ts';
import { error, type Rule } from '../finding.ts';

/** What cannot be handled goes where somebody finds it: nothing that a function consumes is without an end. */
export const deadLetters: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::Lambda::EventSourceMapping').flatMap(([, { Properties = {} }]) => {
    const sourceId = resourceNamedBy(Properties['EventSourceArn']) ?? '';
    const source = template.Resources[sourceId];
    const functionId = resourceNamedBy(Properties['FunctionName']) ?? '';
    if (source?.Type === 'AWS::SQS::Queue')
      return source.Properties?.['RedrivePolicy'] === undefined
        ? [
            error(
              'has no dead-letter queue: a message that cannot be handled comes for ever. Give it RedrivePolicy.',
              sourceId,
            ),
          ]
        : [];
    if (source?.Type !== 'AWS::DynamoDB::Table') return [];
    const { DestinationConfig, MaximumRetryAttempts = -1 } = Properties as {
      DestinationConfig?: { OnFailure?: unknown };
      MaximumRetryAttempts?: number;
    };
    return DestinationConfig?.OnFailure === undefined || MaximumRetryAttempts < 0
      ? [
          error(
            `reads the stream of ${sourceId} and one bad record holds it up for a day. Give it maximumRetryAttempts and destinations.onFailure.`,
            functionId,
          ),
        ]
      : [];
  });
