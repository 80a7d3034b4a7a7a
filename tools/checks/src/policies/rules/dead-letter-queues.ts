import {
  resourceNamedBy,
  resourcesOfType,
  type Resource,
} from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';
import { limits } from '../limits.ts';

/** Messages and stream records that cannot be processed go to a dead-letter queue. */
export const deadLetterQueues: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::Lambda::EventSourceMapping').flatMap(([, { Properties = {} }]) => {
    const sourceId = resourceNamedBy(Properties['EventSourceArn']) ?? '';
    const source = template.Resources[sourceId];
    const functionId = resourceNamedBy(Properties['FunctionName']) ?? '';
    if (source?.Type === 'AWS::SQS::Queue') return queueViolations(sourceId, source);
    if (source?.Type !== 'AWS::DynamoDB::Table') return [];
    return streamViolations(sourceId, functionId, Properties);
  });

function streamViolations(
  sourceId: string,
  functionId: string,
  properties: Readonly<Record<string, unknown>>,
) {
  const {
    DestinationConfig,
    MaximumRetryAttempts = -1,
    MaximumRecordAgeInSeconds = -1,
  } = properties as {
    DestinationConfig?: { OnFailure?: unknown };
    MaximumRetryAttempts?: number;
    MaximumRecordAgeInSeconds?: number;
  };
  if (DestinationConfig?.OnFailure === undefined || MaximumRecordAgeInSeconds < 0)
    return [
      error(
        `A record that cannot be processed blocks the stream of ${sourceId} for a day. Set destinations.onFailure, and leave maximumRecordAgeInSeconds to the conventions.`,
        functionId,
      ),
    ];
  if (MaximumRetryAttempts >= 0 || MaximumRecordAgeInSeconds < limits.minStreamRetriesSeconds)
    return [
      error(
        `An outage of an hour uses up the retries of ${sourceId}. Remove maximumRetryAttempts and maximumRecordAgeInSeconds: the conventions retry for two hours.`,
        functionId,
      ),
    ];
  return properties['BisectBatchOnFunctionError'] === true
    ? []
    : [
        error(
          `A record of ${sourceId} that cannot be processed fails its whole batch. Remove bisectBatchOnFunctionError: the conventions set it.`,
          functionId,
        ),
      ];
}

function queueViolations(id: string, { Properties = {} }: Resource) {
  const redrive = Properties['RedrivePolicy'] as { maxReceiveCount?: number } | undefined;
  if (redrive === undefined)
    return [
      error(
        'The queue has no dead-letter queue, so a message that cannot be processed is retried until it expires. Set RedrivePolicy.',
        id,
      ),
    ];
  const receives = Number(redrive.maxReceiveCount ?? 0);
  return receives < limits.minReceiveCount
    ? [
        error(
          `A message goes to the dead-letter queue after ${receives} receives, which a short throttle uses up. Set maxReceiveCount to ${limits.minReceiveCount} or more.`,
          id,
        ),
      ]
    : [];
}
