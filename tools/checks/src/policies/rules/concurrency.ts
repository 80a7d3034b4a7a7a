import {
  resourceNamedBy,
  resourcesOfType,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';
import { limitedDownstreams } from '../limits.ts';

/** A function that calls what takes only so much has a limit of its own. */
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
        `has no limit, and ${downstream.because}. Give it reservedConcurrency, or its queue maximumConcurrency.`,
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
