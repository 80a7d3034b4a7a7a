import type { StateMachine } from './executions/state-machine.ts';
import { definitionViolations } from './language/definition-violations.ts';
import type { Definition } from './language/definition.ts';
import type { Json } from '../../contract/json/json.ts';
import type { Integrations } from './tasks/integration.ts';
import { resourceViolations } from './tasks/task-resource.ts';

interface StateMachineInput extends Omit<StateMachine, 'definition' | 'createdAtMs'> {
  readonly integrations: Integrations;
}

/**
 * Creates a state machine from its definition text.
 *
 * @throws Error InvalidDefinition with each violation of the Amazon States Language and its location
 */
export function createStateMachine({ integrations, ...stateMachine }: StateMachineInput): StateMachine {
  const definition = parseDefinition(stateMachine);
  let violations = definitionViolations(definition);
  if (violations.length === 0)
    violations = resourceViolations(definition as unknown as Definition, integrations);
  if (violations.length > 0) throw invalidDefinition(stateMachine.name, violations);
  return { ...stateMachine, definition: definition as unknown as Definition, createdAtMs: Date.now() };
}

function parseDefinition({ name, definitionText }: Pick<StateMachine, 'name' | 'definitionText'>): Json {
  try {
    return JSON.parse(definitionText) as Json;
  } catch (error) {
    throw invalidDefinition(name, [`it is not JSON: ${(error as Error).message}`]);
  }
}

function invalidDefinition(name: string, violations: readonly string[]): Error {
  const error = new Error(`The definition of state machine ${name} is invalid: ${violations.join('; ')}`);
  error.name = 'InvalidDefinition';
  return error;
}
