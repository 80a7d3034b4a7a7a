import {
  resourceNamedBy,
  resourcesOfType,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';
import { limitedDownstreams } from '../limits.ts';

/** A function that calls a rate-limited downstream limits its own concurrency. */
export const concurrency: Rule = ({ name, template }) =>
  resourcesOfType(template, 'AWS::Lambda::Function').flatMap(([id, { Properties = {} }]) => {
    const handler = /^dist\/(.+)\.handler$/.exec(String(Properties['Handler']))?.[1] ?? '';
    const downstream = limitedDownstreams.find(
      ({ service, functions }) => service === name && functions.test(handler),
    );
    if (!downstream || Properties['ReservedConcurrentExecutions'] !== undefined) return [];
    if (isLimitedByItsQueue(template, id)) return [];
    return [
      error(
        `The concurrency is not limited, but ${downstream.because}. Set reservedConcurrency, or maximumConcurrency of the queue.`,
        id,
      ),
    ];
  });

const isLimitedByItsQueue = (template: Template, functionId: string): boolean => {
  const mappings = resourcesOfType(template, 'AWS::Lambda::EventSourceMapping')
    .map(([, { Properties = {} }]) => Properties)
    .filter(({ FunctionName }) => resourceNamedBy(FunctionName) === functionId);
  return (
    mappings.length > 0 &&
    mappings.every(
      ({ ScalingConfig }) =>
        (ScalingConfig as { MaximumConcurrency?: number } | undefined)?.MaximumConcurrency !== undefined,
    )
  );
};
