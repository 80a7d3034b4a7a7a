import { declaredResources, findPublishers } from './deployment-plan.ts';
import { referencesOf } from '../../../../workspace/src/templates/references.ts';
import type { Stack } from '../../../../workspace/src/templates/stack.ts';

/** Returns the stacks of the wanted services and of those whose parameters they refer to, directly or indirectly. */
export function neededStacks(stacks: readonly Stack[], wanted: readonly string[]): readonly Stack[] {
  const declared = declaredResources(stacks);
  const publishers = findPublishers(stacks);
  const needed = new Set<string>();
  const need = (service: string): void => {
    if (needed.has(service)) return;
    needed.add(service);
    for (const { stack, declaration } of declared.filter((resource) => resource.stack.service === service)) {
      for (const name of referencesOf(stack, declaration).parameterNames) {
        need(publishers.get(name)?.split('/')[0] ?? service);
      }
    }
  };
  wanted.forEach(need);
  return stacks.filter(({ service }) => needed.has(service));
}
