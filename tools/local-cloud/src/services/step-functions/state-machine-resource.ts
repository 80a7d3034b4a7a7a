import type { ResourceProvider } from '../../contract/local-service.ts';
import { physicalName } from '../../contract/physical-name.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Resource } from '../../contract/resource.ts';
import { createStateMachine } from './create-state-machine.ts';
import type { ExecutionRepository } from './executions/execution-repository.ts';
import type { StateMachine } from './executions/state-machine.ts';
import type { Integrations } from './tasks/integration.ts';

interface Dependencies {
  readonly integrations: Integrations;
  /** False to ignore `TimeoutSeconds` and `HeartbeatSeconds`. */
  readonly hasTimeLimits: boolean;
  readonly deployed: (stateMachine: StateMachine) => void;
  readonly executions: Pick<ExecutionRepository, 'deleteByStateMachine'>;
}

/** `AWS::StepFunctions::StateMachine`. Rejects an invalid definition, as CreateStateMachine does. */
export const stateMachineResource = ({
  integrations,
  hasTimeLimits,
  deployed,
  executions,
}: Dependencies): ResourceProvider => ({
  honors: [
    'StateMachineName',
    'StateMachineType',
    'Definition',
    'DefinitionString',
    'DefinitionSubstitutions',
    'RoleArn',
  ],
  ignores: {
    LoggingConfiguration:
      'failed executions are printed in the terminal; GetExecutionHistory returns the details',
    TracingConfiguration: 'X-Ray is not emulated',
    EncryptionConfiguration: 'local state is not encrypted',
    Tags: 'tags are not used locally',
  },
  clear: async (_resource, { ref }) => executions.deleteByStateMachine(ref),
  async deploy(resource) {
    const { StateMachineName, StateMachineType, RoleArn } = resource.properties;
    const name = typeof StateMachineName === 'string' ? StateMachineName : physicalName(resource);
    const stateMachine = createStateMachine({
      name,
      arn: arn('states', `stateMachine:${name}`),
      type: StateMachineType === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
      roleArn: String(RoleArn),
      definitionText: hasTimeLimits ? definitionText(resource) : withoutTimeLimits(definitionText(resource)),
      integrations,
    });
    deployed(stateMachine);
    return {
      ref: stateMachine.arn,
      attributes: { Arn: stateMachine.arn, Name: name, StateMachineRevisionId: 'INITIAL' },
    };
  },
});

function definitionText({ properties, logicalId }: Resource): string {
  const { Definition, DefinitionString, DefinitionSubstitutions } = properties;
  if (Definition === undefined && DefinitionString === undefined) {
    throw new Error(
      `State machine ${logicalId} has no definition. Add Definition or DefinitionString to its template.`,
    );
  }
  const text = typeof DefinitionString === 'string' ? DefinitionString : JSON.stringify(Definition);
  const substitutions = Object.entries((DefinitionSubstitutions ?? {}) as Record<string, string | number>);
  return substitutions.reduce(
    (result, [name, value]) => result.replaceAll(`\${${name}}`, () => String(value)),
    text,
  );
}

const TIME_LIMITS = new Set([
  'TimeoutSeconds',
  'TimeoutSecondsPath',
  'HeartbeatSeconds',
  'HeartbeatSecondsPath',
]);

/** A task may be paused in a debugger. */
const withoutTimeLimits = (definition: string): string =>
  JSON.stringify(
    JSON.parse(definition, (name, value: unknown) => (TIME_LIMITS.has(name) ? undefined : value)),
  );
