import type { Machine } from './executions/machine.ts';
import { definitionFaults } from './language/check-definition.ts';
import type { Definition } from './language/definition.ts';
import type { Json } from '../../contract/json/json.ts';
import type { Integrations } from './tasks/integration.ts';
import { resourceFaults } from './tasks/task-resource.ts';

interface Unchecked extends Omit<Machine, 'definition' | 'createdAtMs'> {
  readonly integrations: Integrations;
}

/** @throws Error that names the state machine and each fault of its definition with its place */
export function checkedMachine({ integrations, ...machine }: Unchecked): Machine {
  const definition = parsed(machine);
  let faults = definitionFaults(definition);
  if (faults.length === 0) faults = resourceFaults(definition as unknown as Definition, integrations);
  if (faults.length > 0) throw invalid(machine.name, faults);
  return { ...machine, definition: definition as unknown as Definition, createdAtMs: Date.now() };
}

function parsed({ name, definitionText }: Pick<Machine, 'name' | 'definitionText'>): Json {
  try {
    return JSON.parse(definitionText) as Json;
  } catch (error) {
    throw invalid(name, [`it is not JSON: ${(error as Error).message}`]);
  }
}

function invalid(name: string, faults: readonly string[]): Error {
  const error = new Error(`The definition of state machine ${name} is invalid: ${faults.join('; ')}`);
  error.name = 'InvalidDefinition';
  return error;
}
