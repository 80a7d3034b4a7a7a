import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { resolveValue } from '../../../workspace/src/templates/intrinsics.ts';
import type { Scope } from '../../../workspace/src/templates/scope.ts';
import { stackScope } from '../../../workspace/src/templates/stack-scope.ts';
import type { Stack } from '../../../workspace/src/templates/stack.ts';
import type { TestRecord } from './test-record.ts';

/** Resolves a value of a stack's template, with what its resources were called in the tests. */
export type Resolve = (stack: Stack, value: unknown) => unknown;

/**
 * Names resources of packaged templates as the record of the tests names them.
 *
 * @throws CommandError, when something is resolved that was not deployed in the tests: the record is older
 */
export function resolveStacks(stacks: readonly Stack[], deployed: TestRecord['deployed']): Resolve {
  const named = (stack: Stack, logicalId: string) => {
    const found = deployed[`${stack.service}/${logicalId}`];
    if (found !== undefined) return found;
    throw new CommandError(
      `${stack.service}/${logicalId} was not there when the tests ran: run "npm test" again.`,
    );
  };

  const scopeOf = (stack: Stack): Scope =>
    stackScope(stack, {
      resource: (logicalId) => named(stack, logicalId).ref,
      getAtt(logicalId, attribute) {
        const { ref, attributes } = named(stack, logicalId);
        // What has no local counterpart has no ARN either; any name does, as it is only compared with itself.
        return attributes?.[attribute] ?? `${ref}.${attribute}`;
      },
      parameter,
      importValue(name) {
        throw new CommandError(`The export ${name} is not read here: services share parameters.`);
      },
    });

  const resolve: Resolve = (stack, value) => resolveValue(value, scopeOf(stack));

  const parameter = (name: string): string => {
    for (const stack of stacks)
      for (const { Type, Properties } of Object.values(stack.template.Resources ?? {}))
        if (Type === 'AWS::SSM::Parameter' && resolve(stack, Properties?.['Name']) === name)
          return String(resolve(stack, Properties?.['Value']));
    throw new CommandError(`No template publishes the parameter ${name}.`);
  };

  return resolve;
}
