import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { resolveValue } from '../../../workspace/src/templates/intrinsics.ts';
import type { Scope } from '../../../workspace/src/templates/scope.ts';
import { stackScope } from '../../../workspace/src/templates/stack-scope.ts';
import type { Stack } from '../../../workspace/src/templates/stack.ts';
import type { TestRecord } from './test-record.ts';

/** Resolves a value of a stack's template with the physical names of its resources in the tests. */
export type Resolve = (stack: Stack, value: unknown) => unknown;

/**
 * Creates a resolver for packaged templates that names resources as the test record does.
 *
 * @returns a function that throws CommandError for a resource that was not deployed in the tests
 */
export function resolveStacks(stacks: readonly Stack[], deployed: TestRecord['deployed']): Resolve {
  const findDeployed = (stack: Stack, logicalId: string) => {
    const found = deployed[`${stack.service}/${logicalId}`];
    if (found !== undefined) return found;
    throw new CommandError(
      `${stack.service}/${logicalId} was not deployed when the tests ran. Run "npm test" again.`,
    );
  };

  const scopeOf = (stack: Stack): Scope =>
    stackScope(stack, {
      resource: (logicalId) => findDeployed(stack, logicalId).ref,
      getAtt(logicalId, attribute) {
        const { ref, attributes } = findDeployed(stack, logicalId);
        // A resource without a local counterpart has no ARN. Any name works, because it is only compared with itself.
        return attributes?.[attribute] ?? `${ref}.${attribute}`;
      },
      parameter,
      importValue(name) {
        throw new CommandError(`The template imports ${name}. Use an SSM parameter instead of an export.`);
      },
    });

  const resolve: Resolve = (stack, value) => resolveValue(value, scopeOf(stack));

  const parameter = (name: string): string => {
    for (const stack of stacks)
      for (const { Type, Properties } of Object.values(stack.template.Resources))
        if (Type === 'AWS::SSM::Parameter' && resolve(stack, Properties?.['Name']) === name)
          return String(resolve(stack, Properties?.['Value']));
    throw new CommandError(`No template creates the parameter ${name}.`);
  };

  return resolve;
}
