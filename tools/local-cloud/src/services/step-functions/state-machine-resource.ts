import type { ResourceProvider } from '../../contract/local-service.ts';
import { physicalName } from '../../contract/physical-name.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Resource } from '../../contract/resource.ts';
import { checkedMachine } from './checked-machine.ts';
import type { Machine } from './executions/machine.ts';
import type { Integrations } from './tasks/integration.ts';

interface Dependencies {
  readonly integrations: Integrations;
  readonly deployed: (machine: Machine) => void;
}

/** AWS::StepFunctions::StateMachine. A definition with a fault is refused, as CreateStateMachine refuses it. */
export const stateMachineResource = ({ integrations, deployed }: Dependencies): ResourceProvider => ({
  honors: [
    'StateMachineName',
    'StateMachineType',
    'Definition',
    'DefinitionString',
    'DefinitionSubstitutions',
    'RoleArn',
  ],
  ignores: {
    LoggingConfiguration: 'the terminal names each execution that fails; GetExecutionHistory tells the rest',
    TracingConfiguration: 'there is no X-Ray locally',
    EncryptionConfiguration: 'local state is not encrypted',
    Tags: 'nothing local reads them',
  },
  async deploy(resource) {
    const { StateMachineName, StateMachineType, RoleArn } = resource.properties;
    const name = typeof StateMachineName === 'string' ? StateMachineName : physicalName(resource);
    const machine = checkedMachine({
      name,
      arn: arn('states', `stateMachine:${name}`),
      type: StateMachineType === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
      roleArn: String(RoleArn),
      definitionText: definitionText(resource),
      integrations,
    });
    deployed(machine);
    return {
      ref: machine.arn,
      attributes: { Arn: machine.arn, Name: name, StateMachineRevisionId: 'INITIAL' },
    };
  },
});

function definitionText({ properties, logicalId }: Resource): string {
  const { Definition, DefinitionString, DefinitionSubstitutions } = properties;
  if (Definition === undefined && DefinitionString === undefined) {
    throw new Error(
      `State machine ${logicalId} has no definition: give it Definition or DefinitionString in its template.`,
    );
  }
  const text = typeof DefinitionString === 'string' ? DefinitionString : JSON.stringify(Definition);
  const substitutions = Object.entries((DefinitionSubstitutions ?? {}) as Record<string, string | number>);
  return substitutions.reduce(
    (result, [name, value]) => result.replaceAll(`\${${name}}`, () => String(value)),
    text,
  );
}
