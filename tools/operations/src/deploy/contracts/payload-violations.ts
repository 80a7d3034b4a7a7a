import { resourcesOfType, type Template } from '../../../../workspace/src/templates/template.ts';
import { parametersIn } from '../order/references.ts';
import { commandCalledBy } from './contract-modules.ts';
import type { JsonSchema } from './declared-contracts.ts';

/** The part of a state that says what it hands to whom: https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */
interface Task {
  readonly Resource?: unknown;
  readonly Parameters?: Readonly<Record<string, unknown>>;
}

/**
 * Checks that state machines pass the fields that the contract of a command requires. A state that passes its whole input
 * is not checked, because a function with static types produced it.
 *
 * @param schemaOf  a command's schema by the name of its file, `reserve-stock`; nothing where there is no such command
 * @returns one message per violation
 */
export async function payloadViolations(
  { name, template }: { readonly name: string; readonly template: Template },
  schemaOf: (command: string) => Promise<JsonSchema | undefined>,
): Promise<string[]> {
  const violations: string[] = [];
  for (const [, { Properties = {} }] of resourcesOfType(template, 'AWS::StepFunctions::StateMachine')) {
    const substitutions = (Properties['DefinitionSubstitutions'] ?? {}) as Record<string, unknown>;
    for (const [state, { Resource, Parameters }] of statesIn(Properties['Definition'])) {
      const [, placeholder = ''] = /^\$\{(\w+)\}$/.exec(String(Resource)) ?? [];
      const [parameter = ''] = parametersIn(substitutions[placeholder]);
      const command = commandCalledBy(parameter);
      if (!Parameters || !command) continue;
      const schema = await schemaOf(command);
      const missing = requiredBy(schema).filter((key) => !(key in Parameters || `${key}.$` in Parameters));
      if (missing.length > 0)
        violations.push(
          `${name}: the state ${state} does not hand ${missing.join(', ')} to ${command}, whose contract requires it: see its Parameters.`,
        );
    }
  }
  return violations;
}

/** Every state by its name, those within branches and maps too. */
function statesIn(definition: unknown): [string, Task][] {
  if (typeof definition !== 'object' || definition === null) return [];
  return Object.entries(definition).flatMap(([key, inner]) => [
    ...(key === 'States' ? (Object.entries(inner as object) as [string, Task][]) : []),
    ...statesIn(inner),
  ]);
}

const requiredBy = (schema: JsonSchema | undefined): readonly string[] =>
  typeof schema === 'object' ? ((schema['required'] ?? []) as readonly string[]) : [];
