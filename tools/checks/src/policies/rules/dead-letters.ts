import {
  resourceNamedBy,
  resourcesOfType,
  type Resource,
} from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';
import { limits } from '../limits.ts';

/** What cannot be handled goes where somebody finds it: nothing that a function consumes is without an end. */
export const deadLetters: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::Lambda::EventSourceMapping').flatMap(([, { Properties = {} }]) => {
    const sourceId = resourceNamedBy(Properties['EventSourceArn']) ?? '';
    const source = template.Resources[sourceId];
    const functionId = resourceNamedBy(Properties['FunctionName']) ?? '';
    if (source?.Type === 'AWS::SQS::Queue') return queueFaults(sourceId, source);
    if (source?.Type !== 'AWS::DynamoDB::Table') return [];
    return streamFaults(sourceId, functionId, Properties);
  });

function streamFaults(sourceId: string, functionId: string, properties: Readonly<Record<string, unknown>>) {
  const { DestinationConfig, MaximumRetryAttempts = -1 } = properties as {
    DestinationConfig?: { OnFailure?: unknown };
    MaximumRetryAttempts?: number;
  };
  if (DestinationConfig?.OnFailure === undefined || MaximumRetryAttempts < 0)
    return [
      error(
        `reads the stream of ${sourceId} and one bad record holds it up for a day. Give it maximumRetryAttempts and destinations.onFailure.`,
        functionId,
      ),
    ];
  return properties['BisectBatchOnFunctionError'] === true
    ? []
    : [
        error(
          `reads the stream of ${sourceId} and one bad record takes its batch along. Leave bisectBatchOnFunctionError to the conventions.`,
          functionId,
        ),
      ];
}

function queueFaults(id: string, { Properties = {} }: Resource) {
  const redrive = Properties['RedrivePolicy'] as { maxReceiveCount?: number } | undefined;
  if (redrive === undefined)
    return [
      error(
        'has no dead-letter queue: a message that cannot be handled comes for ever. Give it RedrivePolicy.',
        id,
      ),
    ];
  const receives = Number(redrive.maxReceiveCount ?? 0);
  return receives < limits.fewestReceives
    ? [
        error(
          `gives a message up after ${receives} receives, which a short throttle uses up. Give it a maxReceiveCount of ${limits.fewestReceives} or more.`,
          id,
        ),
      ]
    : [];
}
